import { ArtifactStore } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import { Records, UploadRow } from '@tidings/records';
import type { Actor, UploadId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { arrivalOf, ownUpload } from './own-upload.js';
import { requireUnfinished } from './receive-bytes.js';

/** The person who began it wants it no more: declaration and bytes are forgotten. */
@Injectable()
export class DropUpload {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
  ) {}

  /** For whoever holds the lock of the upload. Errors: 'not-found', 'wrong-state' (finished), 'store-away'. */
  async run(actor: Actor, uploadId: UploadId): Promise<void> {
    const upload = await ownUpload(this.pool, actor, uploadId);
    requireUnfinished(upload, 'drop');
    await this.records.write(async (tx) => {
      await tx.rows.delete(UploadRow, { id: uploadId });
      const { sha256, size } = upload;
      await tx.journal.append({ actor, act: 'upload-dropped', subject: uploadId, facts: { sha256, size } });
    });
    const arrival = arrivalOf(upload);
    if (arrival !== undefined) await this.store.abandon(arrival);
  }
}
