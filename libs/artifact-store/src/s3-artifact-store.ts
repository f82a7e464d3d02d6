import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  days,
  DomainError,
  type Duration,
  hours,
  type Instant,
  instantOf,
  parseSha256,
  type Sha256,
} from '@tidings/vocabulary';
import type { BucketItem, Client } from 'minio';
import type { ArtifactLinks } from './artifact-links.js';
import {
  type AppendOptions,
  type Arrival,
  ArtifactStore,
  type AsFiled,
  type ByteRange,
  checkRange,
  type ExpectedBytes,
  type FiledArtifact,
  type Protection,
  type StoredArtifact,
} from './artifact-store.js';
import { IncomingBytes } from './incoming-bytes.js';
import { checkSizeOf, versionOf } from './s3-as-filed.js';
import { openBucket } from './s3-bucket.js';
import { S3Arrivals } from './s3-arrivals.js';
import { isCode, isMissing, s3Error } from './s3-error.js';
import { lockVersion } from './s3-lock.js';
import { S3ServerClock } from './s3-server-clock.js';
import { s3Client, type S3Settings } from './s3-settings.js';
import { s3Trouble } from './s3-trouble.js';
import { PART_SIZE, S3Uploads } from './s3-uploads.js';
import { removeVersions } from './s3-versions.js';

const PREFIX = 'objects/';
/** Written and removed at every start: proves that we may. */
const MARKER = 'tidings-artifact-store';
/** Longer than most campaigns; a lock that turns out too long cannot be shortened. */
const USUAL_PROTECTION: Protection = { mode: 'governance', lasts: days(365) };

interface Opening {
  readonly links?: ArtifactLinks;
  readonly abandonedAfter?: Duration;
}

/** objects/<sha256> in one bucket of any S3 server, through the MinIO client. */
export class S3ArtifactStore extends ArtifactStore {
  private readonly clock = new S3ServerClock();
  private readonly client: Client;
  private readonly bucket: string;
  private readonly uploads: S3Uploads;
  private hasLock = false;
  private readonly arriving: S3Arrivals;

  private constructor(
    private readonly settings: S3Settings,
    private readonly links: ArtifactLinks | undefined,
  ) {
    super();
    this.client = s3Client(settings, { clock: this.clock });
    this.bucket = settings.bucket;
    this.uploads = new S3Uploads(this.client, this.bucket, PREFIX);
    this.arriving = new S3Arrivals(this.client, this.bucket, this.uploads, keyOf);
  }

  /**
   * Makes the bucket if it is not there, proves that it can be written, read and cleared, and aborts uploads that a crash left.
   * Errors: 'bad-settings', 'store-away' (fact `trouble`: a sentence for who set it up), 'store-full'.
   */
  static async open(
    settings: S3Settings,
    { links, abandonedAfter = hours(24) }: Opening = {},
  ): Promise<S3ArtifactStore> {
    const store = new S3ArtifactStore(settings, links);
    try {
      store.hasLock = await openBucket(store.client, settings);
      await store.tryOut();
      const awaited = await store.arriving.awaited();
      await store.uploads.sweep(store.clock.now(), abandonedAfter, (uploadId) => awaited.has(uploadId));
      return store;
    } catch (cause) {
      const trouble = s3Trouble(settings, cause);
      throw s3Error(settings.bucket, cause, trouble === undefined ? {} : { trouble });
    }
  }

  get protection(): Protection | undefined {
    const { protection } = this.settings;
    return this.hasLock && protection !== 'none' ? (protection ?? USUAL_PROTECTION) : undefined;
  }

  put(source: Readable, expected: ExpectedBytes): Promise<FiledArtifact> {
    return this.guarded(async () => {
      const key = keyOf(expected.sha256);
      const incoming = new IncomingBytes(source, expected);
      // A multipart upload has at least one part, and one part costs three requests instead of one.
      const storeVersion =
        expected.size > PART_SIZE
          ? await this.uploads.send(key, incoming)
          : (await this.client.putObject(this.bucket, key, await buffer(incoming))).versionId;
      return { ...incoming.filed(), ...(storeVersion && { storeVersion }) };
    });
  }

  begin(expected: ExpectedBytes): Promise<Arrival> {
    return this.guarded(() => this.arriving.begin(expected));
  }

  arrived(arrival: Arrival): Promise<number> {
    return this.guarded(() => this.arriving.arrived(arrival));
  }

  /** Never: how far the digests are is kept with the bytes. */
  mustReadAgain(): Promise<boolean> {
    return Promise.resolve(false);
  }

  append(arrival: Arrival, source: Readable, options: AppendOptions = {}): Promise<number> {
    return this.guarded(() => this.arriving.append(arrival, source, options));
  }

  finish(arrival: Arrival): Promise<FiledArtifact> {
    return this.guarded(() => this.arriving.finish(arrival));
  }

  abandon(arrival: Pick<Arrival, 'ref' | 'sha256'>): Promise<void> {
    return this.guarded(() => this.arriving.abandon(arrival));
  }

  async *arrivals(): AsyncGenerator<Pick<Arrival, 'ref' | 'sha256'> & { readonly movedAt: Instant }> {
    try {
      yield* this.arriving.list();
    } catch (cause) {
      throw s3Error(this.bucket, cause);
    }
  }

  stat(sha256: Sha256, asFiled: AsFiled = {}): Promise<StoredArtifact | undefined> {
    return this.guarded(async () => {
      try {
        const { size, lastModified } = await this.client.statObject(this.bucket, keyOf(sha256), versionOf(asFiled));
        return { sha256, size, filedAt: instantOf(lastModified) };
      } catch (cause) {
        if (isMissing(cause)) return undefined;
        throw cause;
      }
    });
  }

  read(sha256: Sha256, range?: ByteRange, asFiled: AsFiled = {}): Promise<Readable> {
    return this.guarded(async () => {
      if (range !== undefined) checkRange(range);
      const [start, length] = range === undefined ? [0, 0] : [range.start, range.end - range.start + 1];
      try {
        const key = keyOf(sha256);
        const bytes = await this.client.getPartialObject(this.bucket, key, start, length, versionOf(asFiled));
        checkSizeOf(bytes, sha256, asFiled);
        return bytes;
      } catch (cause) {
        if (isMissing(cause)) throw new DomainError('artifact-missing', { sha256 });
        if (isCode(cause, 'InvalidRange')) throw new DomainError('bad-range', { ...range });
        throw cause;
      }
    });
  }

  linkTo(sha256: Sha256, fileName: string, asFiled: AsFiled = {}): Promise<string | undefined> {
    return this.guarded(async () => {
      const { links } = this;
      if (links === undefined) return undefined;
      if (links.kind === 'cdn') return `${links.base}/${keyOf(sha256)}`;
      const client = s3Client({ ...this.settings, endpoint: links.endpoint ?? this.settings.endpoint });
      const answer = {
        ...versionOf(asFiled),
        'response-content-type': 'application/octet-stream',
        'response-content-disposition': `attachment;filename*=UTF-8''${encodeURIComponent(fileName)}`,
      };
      const life = Math.ceil(links.lives / 1000);
      return await client.presignedGetObject(this.bucket, keyOf(sha256), life, answer, this.clock.now());
    });
  }

  protect(sha256: Sha256, until: Instant, { storeVersion }: AsFiled = {}): Promise<void> {
    return this.guarded(async () => {
      const key = keyOf(sha256);
      try {
        const versionId = storeVersion ?? (await this.client.statObject(this.bucket, key)).versionId;
        const version = { bucket: this.bucket, key, versionId: versionId ?? 'null' };
        await lockVersion(this.client, version, this.protection!.mode, until);
      } catch (cause) {
        if (isMissing(cause)) throw new DomainError('artifact-missing', { sha256 });
        throw cause;
      }
    });
  }

  remove(sha256: Sha256): Promise<void> {
    return this.guarded(() => removeVersions(this.client, this.bucket, keyOf(sha256), sha256));
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

  private async tryOut(): Promise<void> {
    const name = `${MARKER}-${randomUUID()}`;
    const { versionId } = await this.client.putObject(this.bucket, name, Buffer.from('1\n'));
    const version = versionId === null ? {} : { versionId };
    await this.client.statObject(this.bucket, name, version);
    await this.client.removeObject(this.bucket, name, version);
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
