import { ArtifactStore } from '@tidings/artifact-store';
import { ReadPool, withAdvisoryLock } from '@tidings/postgres';
import { Records, UploadRow } from '@tidings/records';
import { Clock, dateOf, hours } from '@tidings/vocabulary';
import { awaitedArrivals, expiredUploads, type Upload } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual } from 'typeorm';
import { CONDUCTOR } from '../rollouts/conduct-rollouts.js';
import { arrivalOf } from './own-upload.js';
import { UploadPool } from './upload-rules.js';

/** Bytes in the store that no upload awaits: of a process that ended between the store and the record. None takes this long. */
const NOBODY_COMES_AFTER = hours(24);
const AT_ONCE = 500;

/** Forgets uploads whose time is over, and bytes in the store that no upload awaits. Twice at once does no harm. */
@Injectable()
export class CollectUploads {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly locks: UploadPool,
    private readonly store: ArtifactStore,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    for (const upload of await expiredUploads(this.pool, this.clock.now()))
      // Busy: bytes are coming, or it is being finished. Then it does not expire.
      await withAdvisoryLock(this.locks, `upload ${upload.uploadId}`, () => this.forget(upload));
    await this.abandonUnawaited();
  }

  private async forget(upload: Upload): Promise<void> {
    const { uploadId, sha256, size, begunBy } = upload;
    const isGone = await this.records.write(async (tx) => {
      const now = LessThanOrEqual(dateOf(this.clock.now()));
      const { affected } = await tx.rows.delete(UploadRow, { id: uploadId, packageId: IsNull(), expiresAt: now });
      if (affected !== 1) return false;
      const facts = { sha256, size, begunBy };
      await tx.journal.append({ actor: CONDUCTOR, act: 'upload-expired', subject: uploadId, facts });
      return true;
    });
    const arrival = arrivalOf(upload);
    if (isGone && arrival !== undefined) await this.store.abandon(arrival);
  }

  private async abandonUnawaited(): Promise<void> {
    const before = this.clock.now() - NOBODY_COMES_AFTER;
    const old = [];
    for await (const arrival of this.store.arrivals()) if (arrival.movedAt < before) old.push(arrival);
    for (let n = 0; n < old.length; n += AT_ONCE) {
      const some = old.slice(n, n + AT_ONCE);
      const refs = some.map(({ ref }) => ref);
      const awaited = await awaitedArrivals(this.pool, refs);
      for (const arrival of some) if (!awaited.has(arrival.ref)) await this.store.abandon(arrival);
    }
  }
}
