import type { Readable } from 'node:stream';
import { DomainError, type Duration, type Instant, type Sha256 } from '@tidings/vocabulary';

/** What the bytes must turn out to be; they are filed under this digest or not at all. */
export interface ExpectedBytes {
  readonly sha256: Sha256;
  /** Bytes. */
  readonly size: number;
}

/** What was filed. SHA-1 and MD5 prove nothing; some vehicle clients compare them. All in lower-case hex. */
export interface FiledArtifact {
  readonly sha256: Sha256;
  readonly sha1: string;
  readonly md5: string;
  readonly size: number;
  /** Where the store keeps versions: names exactly these bytes, whoever writes another object over their key. */
  readonly storeVersion?: string;
}

/** What the record says of an artifact, for whoever reads it again. */
export interface AsFiled {
  /** Bytes. Told, so that a stored copy of another size is never given out. */
  readonly size?: number;
  /** Told, so that an object somebody put over the filed one is not looked at. */
  readonly storeVersion?: string;
}

/** How a store keeps published artifacts from being altered or removed, by whoever holds its keys. */
export interface Protection {
  /** 'governance': who has a special right may still remove it; 'compliance': nobody, before the time is over. */
  readonly mode: 'governance' | 'compliance';
  readonly lasts: Duration;
}

export interface StoredArtifact {
  readonly sha256: Sha256;
  readonly size: number;
  /** When these bytes last came in: a collector leaves young ones alone, their package may not be written yet. */
  readonly filedAt: Instant;
}

/** Bytes on their way in over any number of connections: what they must become, and under which name the store keeps them until then. */
export interface Arrival extends ExpectedBytes {
  /** Given by `begin`; means something to its store only. */
  readonly ref: string;
}

/** Hears how far the store has come with reading again what it kept: bytes read, of so many. Needed after a restart, once. */
export type ReadingAgain = (read: number, of: number) => void;

export interface AppendOptions {
  readonly readingAgain?: ReadingAgain | undefined;
  /** Hears how many bytes are on their way in or kept, from time to time. */
  readonly hears?: ((kept: number) => void) | undefined;
}

/** First and last byte, counted from 0, both included (as in RFC 9110, 14.1.2). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Artifacts, each filed under the SHA-256 of its bytes and never changed. One suite holds for every adapter:
 * test/contracts/artifact-store.contract.spec.ts. Every method may fail with 'store-away'.
 */
export abstract class ArtifactStore {
  /**
   * Files the bytes of a source, digesting on the way. Identical bytes are stored once; filing them again renews filedAt
   * (and mends a stored copy that was damaged). When it fails nothing is kept, and a copy filed earlier stays.
   * The source belongs to the caller and is left open where it stood (destroy it, and mind its later errors): a door still
   * wants to answer on its connection.
   * Errors: 'size-differs' (as soon as one byte is too many), 'digest-differs', 'upload-cut' (the source failed), 'store-full'.
   */
  abstract put(source: Readable, expected: ExpectedBytes): Promise<FiledArtifact>;

  /** A place for bytes that come in over several connections. Until `finish` they are no artifact. */
  abstract begin(expected: ExpectedBytes): Promise<Arrival>;

  /** How many of its bytes are kept: where the next one belongs. */
  abstract arrived(arrival: Arrival): Promise<number>;

  /** True when `append` or `finish` must read what is kept once more first: this process has not seen these bytes come. */
  abstract mustReadAgain(arrival: Arrival): Promise<boolean>;

  /**
   * Keeps what comes, behind the `arrived` bytes, durable when it settles; returns how many are kept now. One caller at a time for an
   * arrival, in all processes. The source is treated as by `put`.
   * Errors: 'upload-cut' { received, expected } when the source fails: what came before stays; 'size-differs' at the first byte too many,
   * 'store-full'.
   */
  abstract append(arrival: Arrival, source: Readable, options?: AppendOptions): Promise<number>;

  /**
   * Files the artifact when all bytes are there and are the right ones. Again after it succeeded: the same answer, until the arrival is
   * abandoned, which the caller does when it has the artifact on record.
   * Errors: 'size-differs' { expected, received } while bytes are missing; 'digest-differs': then nothing of them is kept.
   */
  abstract finish(arrival: Arrival, readingAgain?: ReadingAgain): Promise<FiledArtifact>;

  /** Forgets the arrival: unless it was finished, nothing of its bytes is kept. Also well when there is none. */
  abstract abandon(arrival: Pick<Arrival, 'ref' | 'sha256'>): Promise<void>;

  /** Every arrival that is not abandoned, and when it was last written to. */
  abstract arrivals(): AsyncIterable<Pick<Arrival, 'ref' | 'sha256'> & { readonly movedAt: Instant }>;

  /** undefined when there is no such artifact. */
  abstract stat(sha256: Sha256, asFiled?: AsFiled): Promise<StoredArtifact | undefined>;

  /**
   * The bytes, or some of them; an end behind the last byte means the last byte. The caller consumes or destroys the stream.
   * Errors: 'artifact-missing'; 'artifact-damaged' when it has another size than was filed; 'bad-range' when the range is
   * empty or begins behind the last byte.
   */
  abstract read(sha256: Sha256, range?: ByteRange, asFiled?: AsFiled): Promise<Readable>;

  /**
   * An address at which whoever has it reads these bytes without us, for a short time or (on a CDN) for ever; undefined
   * where bytes leave only by us, which is the default.
   */
  abstract linkTo(sha256: Sha256, fileName: string, asFiled?: AsFiled): Promise<string | undefined>;

  /** undefined where the store has no such lock: then an altered artifact is found out, not prevented. */
  abstract readonly protection: Protection | undefined;

  /**
   * Until then nobody can alter or remove these bytes, as `protection` says. A later end prolongs, an earlier one changes nothing.
   * Errors: 'artifact-missing'. Only where there is a protection.
   */
  abstract protect(sha256: Sha256, until: Instant, asFiled?: AsFiled): Promise<void>;

  /**
   * Also well when there is no such artifact. Whoever is reading it reads on to the end where the store allows it.
   * Errors: 'artifact-protected'.
   */
  abstract remove(sha256: Sha256): Promise<void>;

  /** Every artifact, in no particular order; one filed or removed meanwhile may or may not appear. */
  abstract list(): AsyncIterable<StoredArtifact>;

  /** Settles when the store can be written and read now. Errors: 'store-away', 'store-full'. */
  abstract check(): Promise<void>;
}

/** Errors: 'bad-range' for what is no range, whatever the artifact. */
export function checkRange(range: ByteRange): void {
  const { start, end } = range;
  const isRange = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end;
  if (!isRange) throw new DomainError('bad-range', { start, end });
}

/** Errors: 'artifact-damaged' (facts: sha256, filed, stored), before a byte of a cut or replaced artifact leaves. */
export function checkSize(sha256: Sha256, filed: number | undefined, stored: number): void {
  if (filed !== undefined && filed !== stored) throw new DomainError('artifact-damaged', { sha256, filed, stored });
}
