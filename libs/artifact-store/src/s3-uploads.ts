import { type Duration, instantOf } from '@tidings/vocabulary';
import type { Client } from 'minio';
import { isCode } from './s3-error.js';
import { sendInParts } from './send-in-parts.js';

/** S3 takes 10,000 parts of 5 MiB to 5 GiB: 16 MiB reach 156 GiB and keep an upload within 32 MiB of memory. */
export const PART_SIZE = 16 << 20;

export interface SentPart {
  readonly part: number;
  readonly etag: string;
}

/**
 * Multipart uploads of one bucket. Never client.putObject with a stream: when the source fails it does not settle, and it
 * resumes whatever unfinished upload of that key it finds (minio 8.0.7).
 */
export class S3Uploads {
  constructor(
    private readonly client: Client,
    private readonly bucket: string,
    private readonly prefix: string,
  ) {}

  /** The object appears when all bytes were iterated without an error, else nothing does. Answers its version, if it has one. */
  async send(key: string, bytes: AsyncIterable<Buffer>): Promise<string | null> {
    const uploadId = await this.begin(key);
    try {
      const parts = await sendInParts(bytes, PART_SIZE, (part, number) => this.sendPart(key, uploadId, part, number));
      return await this.complete(key, uploadId, parts);
    } catch (cause) {
      // If this fails too, the next start finds the upload.
      await this.client.abortMultipartUpload(this.bucket, key, uploadId).catch(() => undefined);
      throw cause;
    }
  }

  /** Returns the upload's id. */
  begin(key: string): Promise<string> {
    return this.client.initiateNewMultipartUpload(this.bucket, key, {});
  }

  /** Returns the object's version, if it has one. */
  async complete(key: string, uploadId: string, parts: readonly SentPart[]): Promise<string | null> {
    return (await this.client.completeMultipartUpload(this.bucket, key, uploadId, [...parts])).versionId;
  }

  /** Also well when there is no such upload (any more). */
  async abort(key: string, uploadId: string): Promise<void> {
    await this.client.abortMultipartUpload(this.bucket, key, uploadId).catch((cause: unknown) => {
      if (!isCode(cause, 'NoSuchUpload')) throw cause;
    });
  }

  /** What the server has of an upload, in order. */
  async parts(key: string, uploadId: string): Promise<readonly SentPart[]> {
    const listing = this.client as unknown as { listParts(...of: string[]): Promise<readonly SentPart[]> };
    return await listing.listParts(this.bucket, key, uploadId);
  }

  /** Aborts uploads that were begun so long before `now` (the server's) that nobody can be sending them any more. */
  async sweep(now: Date, abandonedAfter: Duration, isAwaited: (uploadId: string) => boolean): Promise<void> {
    for await (const { key, uploadId, initiated } of this.unfinished()) {
      if (isAwaited(uploadId) || instantOf(now) - instantOf(new Date(initiated)) < abandonedAfter) continue;
      await this.abort(key, uploadId);
    }
  }

  // Not client.listIncompleteUploads: it also asks for the parts of each, and fails when one is finished meanwhile.
  async *unfinished() {
    for (let keyMarker = '', uploadMarker = '', isMore = true; isMore;) {
      const page = await this.client.listIncompleteUploadsQuery(this.bucket, this.prefix, keyMarker, uploadMarker, '');
      yield* page.uploads;
      isMore = page.isTruncated;
      [keyMarker, uploadMarker] = [page.nextKeyMarker, page.nextUploadIdMarker];
    }
  }

  async sendPart(key: string, uploadID: string, part: Buffer, partNumber: number): Promise<SentPart> {
    const { etag } = await this.client.uploadPart(
      { bucketName: this.bucket, objectName: key, uploadID, partNumber, headers: {} },
      part,
    );
    return { part: partNumber, etag };
  }
}
