import { ArtifactStore } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import type { Actor, Instant, PackageId, UploadId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { arrivalOf, ownUpload } from './own-upload.js';
import { ReadingsAgain } from './readings-again.js';

/** How far an upload is. */
export interface UploadSeen {
  readonly uploadId: UploadId;
  /** Bytes kept: the next one to send. */
  readonly offset: number;
  readonly size: number;
  readonly expiresAt: Instant;
  /** After a restart the store reads once what it has, before it goes on. */
  readonly mustReadAgain: boolean;
  readonly readingAgain?: { readonly read: number; readonly of: number };
  readonly packageId?: PackageId;
}

/** Says how far an upload of this person is. */
@Injectable()
export class LookAtUpload {
  constructor(
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
    private readonly readings: ReadingsAgain,
  ) {}

  /** Errors: 'not-found', 'store-away'. */
  async run(actor: Actor, uploadId: UploadId): Promise<UploadSeen> {
    const { size, expiresAt, packageId, ...upload } = await ownUpload(this.pool, actor, uploadId);
    if (packageId !== undefined) return { uploadId, offset: size, size, expiresAt, mustReadAgain: false, packageId };
    const arrival = arrivalOf({ ...upload, size });
    const readingAgain = this.readings.of(uploadId);
    return {
      uploadId,
      offset: arrival === undefined ? 0 : await this.store.arrived(arrival),
      size,
      expiresAt,
      mustReadAgain: arrival !== undefined && (await this.store.mustReadAgain(arrival)),
      ...(readingAgain && { readingAgain }),
    };
  }
}
