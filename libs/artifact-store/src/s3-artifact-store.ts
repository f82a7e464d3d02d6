import type { Readable } from 'node:stream';
import { DomainError, type Duration, hours, instantOf, parseSha256, type Sha256 } from '@tidings/vocabulary';
import type { BucketItem, Client } from 'minio';
import {
  ArtifactStore,
  type ByteRange,
  checkRange,
  type ExpectedBytes,
  type FiledArtifact,
  type StoredArtifact,
} from './artifact-store.js';
import { IncomingBytes } from './incoming-bytes.js';
import { isCode, isMissing, s3Error } from './s3-error.js';
import { s3Client, type S3Settings } from './s3-settings.js';
import { PART_SIZE, S3Uploads } from './s3-uploads.js';

const PREFIX = 'objects/';
/** Written at every start: proves that we may write here, and tells the server's time. */
const MARKER = 'tidings-artifact-store';

/** objects/<sha256> in one bucket of any S3 server, through the MinIO client. */
export class S3ArtifactStore extends ArtifactStore {
  private readonly client: Client;
  private readonly bucket: string;
  private readonly uploads: S3Uploads;

  private constructor(private readonly settings: S3Settings) {
    super();
    this.client = s3Client(settings);
    this.bucket = settings.bucket;
    // Over TLS the client does not sign the payload (minio 8.0.7); then the server is given each part's MD5 instead.
    const proof = settings.endpoint.startsWith('http:') ? 'signed-payload' : 'content-md5';
    this.uploads = new S3Uploads(this.client, this.bucket, PREFIX, proof);
  }

  /** Makes the bucket if it is not there, and aborts uploads that a crash left. Errors: 'bad-settings', 'store-away', 'store-full'. */
  static async open(settings: S3Settings, abandonedAfter: Duration = hours(24)): Promise<S3ArtifactStore> {
    const store = new S3ArtifactStore(settings);
    await store.guarded(async () => {
      await store.makeBucket();
      await store.client.putObject(store.bucket, MARKER, Buffer.from('1\n'));
      const { lastModified } = await store.client.statObject(store.bucket, MARKER);
      await store.uploads.sweep(lastModified, abandonedAfter);
    });
    return store;
  }

  put(source: Readable, expected: ExpectedBytes): Promise<FiledArtifact> {
    return this.guarded(async () => {
      const key = keyOf(expected.sha256);
      const incoming = new IncomingBytes(source, expected);
      // A multipart upload has at least one part, and one part costs three requests instead of one.
      if (expected.size > PART_SIZE) await this.uploads.send(key, incoming);
      else await this.client.putObject(this.bucket, key, await wholeOf(incoming));
      return incoming.filed();
    });
  }

  stat(sha256: Sha256): Promise<StoredArtifact | undefined> {
    return this.guarded(async () => {
      try {
        const { size, lastModified } = await this.client.statObject(this.bucket, keyOf(sha256));
        return { sha256, size, filedAt: instantOf(lastModified) };
      } catch (cause) {
        if (isMissing(cause)) return undefined;
        throw cause;
      }
    });
  }

  read(sha256: Sha256, range?: ByteRange): Promise<Readable> {
    return this.guarded(async () => {
      if (range !== undefined) checkRange(range);
      const [start, length] = range === undefined ? [0, 0] : [range.start, range.end - range.start + 1];
      try {
        return await this.client.getPartialObject(this.bucket, keyOf(sha256), start, length);
      } catch (cause) {
        if (isMissing(cause)) throw new DomainError('artifact-missing', { sha256 });
        if (isCode(cause, 'InvalidRange')) throw new DomainError('bad-range', { ...range });
        throw cause;
      }
    });
  }

  remove(sha256: Sha256): Promise<void> {
    return this.guarded(async () => this.client.removeObject(this.bucket, keyOf(sha256)));
  }

  async *list(): AsyncGenerator<StoredArtifact, void, undefined> {
    try {
      const items = this.client.listObjectsV2(this.bucket, PREFIX, true) as unknown as AsyncIterable<BucketItem>;
      for await (const { name, size, lastModified } of items) {
        const digest = name?.slice(PREFIX.length) ?? '';
        if (!/^[0-9a-f]{64}$/.test(digest) || lastModified === undefined) continue;
        yield { sha256: parseSha256(digest), size, filedAt: instantOf(lastModified) };
      }
    } catch (cause) {
      throw s3Error(this.bucket, cause);
    }
  }

  check(): Promise<void> {
    return this.guarded(async () => {
      if (await this.client.bucketExists(this.bucket)) return;
      throw new DomainError('store-away', { bucket: this.bucket, why: 'NoSuchBucket' });
    });
  }

  private async makeBucket(): Promise<void> {
    if (await this.client.bucketExists(this.bucket)) return;
    await this.client.makeBucket(this.bucket, this.settings.region).catch((cause: unknown) => {
      // Another process made it first.
      if (!isCode(cause, 'BucketAlreadyOwnedByYou')) throw cause;
    });
  }

  private async guarded<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (cause) {
      throw s3Error(this.bucket, cause);
    }
  }
}

/** Errors: 'bad-digest', so no key leads elsewhere. */
const keyOf = (sha256: Sha256): string => `${PREFIX}${parseSha256(sha256)}`;

async function wholeOf(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
