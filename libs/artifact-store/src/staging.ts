import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Duration } from '@tidings/vocabulary';

/** Tells this process from an earlier one with the same number (a container's first process is always 1). */
const INCARNATION = randomUUID();

/**
 * Half-written files of a folder store. Their names say who writes them, so that a start clears away what a crash left
 * while another process on the same folder goes on writing.
 */
export class Staging {
  constructor(private readonly folder: string) {}

  /** Opens a new file for writing; `keep` takes its path, and only if that succeeds the file is not removed. */
  async write(fill: (file: FileHandle) => Promise<void>, keep: (path: string) => Promise<void>): Promise<void> {
    const path = join(this.folder, [hostname(), process.pid, INCARNATION, randomUUID()].join('~'));
    try {
      const file = await open(path, 'wx', 0o640);
      try {
        await fill(file);
        await file.sync();
      } finally {
        await file.close();
      }
      await keep(path);
    } finally {
      // After a rename there is nothing left at this path.
      await rm(path, { force: true });
    }
  }

  /** Removes what nobody writes any more: its process is gone, or it was idle for so long. */
  async sweep(abandonedAfter: Duration): Promise<void> {
    const now = await this.now();
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      const written = await stat(path).catch(() => undefined);
      if (written === undefined) continue;
      if (isOrphan(name) || now - written.mtimeMs > abandonedAfter) await rm(path, { force: true, recursive: true });
    }
  }

  /** The file system's time, which is the one its files carry: neither ours nor a test's clock. */
  private async now(): Promise<number> {
    let now = 0;
    await this.write(
      async (file) => {
        await file.writeFile('?');
        now = (await file.stat()).mtimeMs;
      },
      () => Promise.resolve(),
    );
    return now;
  }
}

/** Only a process of this machine can be known to be gone; a number that was given away again counts as alive until idle. */
function isOrphan(name: string): boolean {
  const [host, pid, incarnation] = name.split('~');
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return incarnation !== INCARNATION;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
