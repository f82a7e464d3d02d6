import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DomainError, type Instant, instant, parseSha256, type Sha256 } from '@tidings/vocabulary';
import { LRUCache } from 'lru-cache';
import type { AppendOptions, Arrival, ExpectedBytes, FiledArtifact, ReadingAgain } from './artifact-store.js';
import { RunningDigests } from './running-digests.js';
import { takeIn } from './take-in.js';

/** The disk writes while more comes in, so that the last sync waits for little: every so many bytes. */
const SYNC_EVERY = 64 << 20;

/** <root>/arriving/<sha256>.<uuid>: bytes that wait for more of theirs. */
export class FolderArrivals {
  /** Digests of arrivals this process has seen come, as far as they came. */
  private readonly running = new LRUCache<string, RunningDigests>({ max: 64, dispose: (digests) => digests.drop() });

  constructor(
    private readonly folder: string,
    /** Moves a whole file to where artifacts are. */
    private readonly file: (path: string, sha256: Sha256) => Promise<void>,
  ) {}

  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o750 });
  }

  begin({ sha256, size }: ExpectedBytes): Arrival {
    return { sha256, size, ref: `${parseSha256(sha256)}.${randomUUID()}` };
  }

  async arrived(arrival: Arrival): Promise<number> {
    // A length is never ahead of its bytes on the file systems of today; if one is, the digest says so in the end.
    return await sizeOf(this.pathOf(arrival));
  }

  async mustReadAgain(arrival: Arrival): Promise<boolean> {
    const kept = await this.arrived(arrival);
    return kept > 0 && this.running.get(arrival.ref)?.offset !== kept;
  }

  async append(arrival: Arrival, source: Readable, { readingAgain, hears }: AppendOptions): Promise<number> {
    const offset = await this.arrived(arrival);
    const digests = await this.digestsOf(arrival, offset, readingAgain);
    const file = await open(this.pathOf(arrival), 'a', 0o640);
    try {
      const synced = new Syncing(file);
      const keep = async (bytes: Buffer): Promise<void> => {
        await file.appendFile(bytes);
        synced.after(bytes.length);
      };
      try {
        return await takeIn(source, { offset, size: arrival.size }, digests, { keep, hears });
      } finally {
        await synced.all();
      }
    } catch (cause) {
      // What was digested and not kept is unknown now. Whoever comes next reads again.
      if (!(cause instanceof DomainError)) this.running.delete(arrival.ref);
      throw cause;
    } finally {
      await file.close();
    }
  }

  async finish(arrival: Arrival, readingAgain?: ReadingAgain): Promise<FiledArtifact> {
    const { size, sha256 } = arrival;
    const received = await this.arrived(arrival);
    if (received !== size) throw new DomainError('size-differs', { expected: size, received });
    const digests = await (await this.digestsOf(arrival, size, readingAgain)).end();
    this.running.delete(arrival.ref);
    if (digests.sha256 !== sha256) {
      await this.abandon(arrival);
      throw new DomainError('digest-differs', { expected: sha256, received: digests.sha256 });
    }
    // A second name for the same bytes: the first stays until the caller has it on record, so that finishing may be repeated.
    const filed = `${this.pathOf(arrival)}.filed`;
    await rm(filed, { force: true });
    await link(this.pathOf(arrival), filed);
    await this.file(filed, sha256);
    await rm(filed, { force: true }); // rename leaves it there when both are the same file already
    return { ...digests, size };
  }

  async abandon(arrival: Pick<Arrival, 'ref'>): Promise<void> {
    this.running.delete(arrival.ref);
    await rm(this.pathOf(arrival), { force: true });
  }

  async *list(): AsyncGenerator<{ readonly ref: string; readonly sha256: Sha256; readonly movedAt: Instant }> {
    for (const name of await readdir(this.folder)) {
      const written = REF.test(name) ? await stat(join(this.folder, name)).catch(() => undefined) : undefined;
      if (written !== undefined)
        yield { ref: name, sha256: parseSha256(name.slice(0, 64)), movedAt: instant(written.mtimeMs) };
    }
  }

  /** Those of the bytes before `offset`; what this process has not seen is read again. */
  private async digestsOf(arrival: Arrival, offset: number, readingAgain?: ReadingAgain): Promise<RunningDigests> {
    const known = this.running.get(arrival.ref);
    if (known?.offset === offset) return known;
    const digests = await RunningDigests.open('native', arrival.size);
    if (offset > 0) {
      const stored = createReadStream(this.pathOf(arrival), { highWaterMark: 1 << 20, end: offset - 1 });
      const hears = (read: number): void => readingAgain?.(read, offset);
      await takeIn(stored, { offset: 0, size: offset }, digests, { keep: () => Promise.resolve(), hears });
    }
    this.running.set(arrival.ref, digests);
    return digests;
  }

  /** Errors: 'bad-digest', so no path leads elsewhere. */
  private pathOf({ ref }: Pick<Arrival, 'ref'>): string {
    if (!REF.test(ref)) throw new DomainError('bad-digest', { text: ref });
    return join(this.folder, ref);
  }
}

const REF = /^[0-9a-f]{64}\.[0-9a-f-]{36}$/;

/** Syncs a file now and then beside the writing, one at a time. */
class Syncing {
  private unsynced = 0;
  private running: Promise<void> | undefined;

  constructor(private readonly file: FileHandle) {}

  after(written: number): void {
    this.unsynced += written;
    if (this.unsynced < SYNC_EVERY || this.running !== undefined) return;
    this.unsynced = 0;
    this.running = this.file.datasync().then(() => void (this.running = undefined));
    this.running.catch(() => undefined);
  }

  async all(): Promise<void> {
    await this.running;
    await this.file.sync();
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw cause;
  }
}
