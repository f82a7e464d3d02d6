import type { Readable } from 'node:stream';
import { ArtifactStore, type FiledArtifact } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import { ArtifactRow, Records, UploadRow } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, type UploadId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { ownUpload } from './own-upload.js';
import { readSignedDeclaration } from './read-signed-declaration.js';

/** Second of three verbs: the bytes stream into the store, digested on the way. May be repeated, after a cut or without need. */
@Injectable()
export class ReceiveBytes {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps nothing unless size and digest are the declared ones.
   * Errors: 'not-found', 'wrong-state' (finished), 'size-differs', 'digest-differs', 'upload-cut', 'store-full', 'store-away',
   * 'key-revoked'.
   */
  async run(actor: Actor, uploadId: UploadId, bytes: Readable): Promise<FiledArtifact> {
    const upload = await ownUpload(this.pool, actor, uploadId);
    if (upload.packageId !== undefined)
      throw new DomainError('wrong-state', {
        what: 'upload',
        name: uploadId,
        verb: 'receive bytes',
        is: 'finished',
        mustBe: ['begun'],
      });
    const { declaration } = await readSignedDeclaration(this.pool, upload.declarationJws, this.clock.now());
    const filed = await this.store.put(bytes, { sha256: declaration.sha256, size: declaration.size });
    await this.records.write(async (tx) => {
      // The digests that vehicles compare are known now and not later: reading five gigabytes again would be the price.
      await tx.rows
        .createQueryBuilder()
        .insert()
        .into(ArtifactRow)
        .values({ ...filed, size: String(filed.size), filedAt: dateOf(this.clock.now()) })
        .orIgnore()
        .execute();
      await tx.rows.update(UploadRow, { id: uploadId }, { artifactSha256: filed.sha256 });
    });
    return filed;
  }
}
