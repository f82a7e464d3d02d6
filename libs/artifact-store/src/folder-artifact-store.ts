import { mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import {
  DomainError,
  type Duration,
  hours,
  type Instant,
  instant,
  parseSha256,
  type Sha256,
} from '@tidings/vocabulary';
import {
  type AppendOptions,
  type Arrival,
  ArtifactStore,
  type AsFiled,
  type ByteRange,
  checkRange,
  checkSize,
  type ExpectedBytes,
  type FiledArtifact,
  type ReadingAgain,
  type StoredArtifact,
} from './artifact-store.js';
import { FolderArrivals } from './folder-arrivals.js';
import { folderError } from './folder-error.js';
import { IncomingBytes } from './incoming-bytes.js';
import { sendInParts } from './send-in-parts.js';
import { Staging } from './staging.js';

/** Large enough that writing costs few calls, small enough for many uploads at once. */
const WRITE_SIZE = 1 << 20;

/** <folder>/objects/ab/cd/<sha256>, written in <folder>/staging or, over several connections, <folder>/arriving first: a file below objects is whole, always. */
export class FolderArtifactStore extends ArtifactStore {
  readonly protection = undefined;
  private readonly objects = join(this.folder, 'objects');
  private readonly staging = new Staging(join(this.folder, 'staging'));

  private readonly arriving = new FolderArrivals(join(this.folder, 'arriving'), (path, sha256) =>
    this.file(path, this.pathOf(sha256)),
  );

  private constructor(
    private readonly folder: string,
    private readonly cdn: string | undefined,
  ) {
    super();
  }

  /** Makes the folder if it is not there, and clears away what a crash left. Errors: 'store-away', 'store-full'. */
  static async open(
    folder: string,
    { cdn, abandonedAfter = hours(24) }: { readonly cdn?: string; readonly abandonedAfter?: Duration } = {},
  ): Promise<FolderArtifactStore> {
    const store = new FolderArtifactStore(folder, cdn);
    await store.guarded(async () => {
      await mkdir(join(folder, 'objects'), { recursive: true, mode: 0o750 });
      await mkdir(join(folder, 'staging'), { recursive: true, mode: 0o750 });
      await store.arriving.open();
      await store.staging.sweep(abandonedAfter);
    });
    return store;
  }

  put(source: Readable, expected: ExpectedBytes): Promise<FiledArtifact> {
    return this.guarded(async () => {
      const to = this.pathOf(expected.sha256);
      const incoming = new IncomingBytes(source, expected);
      await this.staging.write(
        async (file) => void (await sendInParts(incoming, WRITE_SIZE, (part) => file.writeFile(part))),
        (path) => this.file(path, to),
      );
      return incoming.filed();
    });
  }

  begin(expected: ExpectedBytes): Promise<Arrival> {
    return this.guarded(() => Promise.resolve(this.arriving.begin(expected)));
  }

  arrived(arrival: Arrival): Promise<number> {
    return this.guarded(() => this.arriving.arrived(arrival));
  }

  mustReadAgain(arrival: Arrival): Promise<boolean> {
    return this.guarded(() => this.arriving.mustReadAgain(arrival));
  }

  append(arrival: Arrival, source: Readable, options: AppendOptions = {}): Promise<number> {
    return this.guarded(() => this.arriving.append(arrival, source, options));
  }

  finish(arrival: Arrival, readingAgain?: ReadingAgain): Promise<FiledArtifact> {
    return this.guarded(() => this.arriving.finish(arrival, readingAgain));
  }

  abandon(arrival: Pick<Arrival, 'ref'>): Promise<void> {
    return this.guarded(() => this.arriving.abandon(arrival));
  }

  arrivals(): AsyncGenerator<Pick<Arrival, 'ref' | 'sha256'> & { readonly movedAt: Instant }> {
    return this.arriving.list();
  }

  stat(sha256: Sha256): Promise<StoredArtifact | undefined> {
    return this.guarded(() => this.factsOf(sha256));
  }

  read(sha256: Sha256, range?: ByteRange, asFiled: AsFiled = {}): Promise<Readable> {
    return this.guarded(async () => {
      if (range !== undefined) checkRange(range);
      const file = await open(this.pathOf(sha256), 'r').catch((cause: unknown) => {
        throw isAbsent(cause) ? new DomainError('artifact-missing', { sha256 }) : cause;
      });
      try {
        const { size } = await file.stat();
        checkSize(sha256, asFiled.size, size);
        if (range !== undefined && range.start >= size) throw new DomainError('bad-range', { ...range, size });
      } catch (cause) {
        await file.close();
        throw cause;
      }
      return file.createReadStream({ highWaterMark: 1 << 18, ...range });
    });
  }

  linkTo(sha256: Sha256): Promise<string | undefined> {
    const link = this.cdn && `${this.cdn}/${relative(this.folder, this.pathOf(sha256)).replaceAll('\\', '/')}`;
    return Promise.resolve(link);
  }

  protect(): Promise<void> {
    return Promise.reject(new Error('a folder protects nothing: ask for `protection` first'));
  }

  remove(sha256: Sha256): Promise<void> {
    return this.guarded(() => rm(this.pathOf(sha256), { force: true }));
  }

  async *list(): AsyncGenerator<StoredArtifact, void, undefined> {
    for (const first of await this.guarded(() => readdir(this.objects))) {
      for (const second of await this.guarded(() => readdir(join(this.objects, first)))) {
        for await (const { name } of await this.guarded(() => opendir(join(this.objects, first, second)))) {
          const facts = /^[0-9a-f]{64}$/.test(name) ? await this.stat(parseSha256(name)) : undefined;
          if (facts !== undefined) yield facts;
        }
      }
    }
  }

  check(): Promise<void> {
    return this.guarded(() =>
      this.staging.write(
        (file) => file.writeFile('?'),
        () => Promise.resolve(),
      ),
    );
  }

  /** Durable when it settles: the bytes were synced before, here the name that leads to them. */
  private async file(staged: string, to: string): Promise<void> {
    await mkdir(dirname(to), { recursive: true, mode: 0o750 });
    await rename(staged, to);
    for (const folder of [dirname(to), dirname(dirname(to)), this.objects]) await syncFolder(folder);
  }

  private async factsOf(sha256: Sha256): Promise<StoredArtifact | undefined> {
    try {
      const { size, mtimeMs } = await stat(this.pathOf(sha256));
      return { sha256, size, filedAt: instant(mtimeMs) };
    } catch (cause) {
      if (isAbsent(cause)) return undefined;
      throw cause;
    }
  }

  /** Two levels of 256 folders keep each small at millions of artifacts. Errors: 'bad-digest', so no path leads elsewhere. */
  private pathOf(sha256: Sha256): string {
    const name = parseSha256(sha256);
    return join(this.objects, name.slice(0, 2), name.slice(2, 4), name);
  }

  private async guarded<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (cause) {
      throw await folderError(this.folder, cause);
    }
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be opened there
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isAbsent = (cause: unknown): boolean => (cause as NodeJS.ErrnoException).code === 'ENOENT';
