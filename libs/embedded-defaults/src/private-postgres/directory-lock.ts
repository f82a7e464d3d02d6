import { linkSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '@tidings/vocabulary';
import { type ProcessIdentity, identityOf, isRunning } from './process-identity.js';

const NAME = /^in-use\.(\d{1,9})$/;

/**
 * One process at a time owns a directory. The owner is written down as pid and start time, so a lock left by a killed
 * process is known to be dead, and a reused pid is not mistaken for it.
 *
 * The lock is the file in-use.N with the highest N. Claiming means creating N + 1 with link(2), which only one process
 * can do; nobody ever removes the highest, so two that find the same dead owner cannot both win.
 */
export class DirectoryLock {
  private constructor(private readonly file: string) {}

  /** Errors: 'database-in-use' with the owner's pid. */
  static take(directory: string): DirectoryLock {
    for (;;) {
      const highest = highestIn(directory);
      const owner = ownerIn(directory, highest);
      if (owner) throw new DomainError('database-in-use', { directory, ownerPid: owner.pid });
      if (!claim(directory, highest + 1)) continue;
      const file = join(directory, `in-use.${highest + 1}`);
      if (highestIn(directory) === highest + 1) {
        for (const number of numbersIn(directory))
          if (number <= highest) rmSync(join(directory, `in-use.${number}`), { force: true });
        return new DirectoryLock(file);
      }
      // Others went past us between our look and our claim: the number we got was one they had already cleared away.
      rmSync(file, { force: true });
    }
  }

  /** The living process that owns the directory, if any. */
  static ownerOf(directory: string): ProcessIdentity | undefined {
    return ownerIn(directory, highestIn(directory));
  }

  release(): void {
    // Emptied, not removed (see above); emptying works on a full disk too.
    truncateSync(this.file, 0);
  }
}

function claim(directory: string, number: number): boolean {
  const draft = join(directory, `in-use.${process.pid}.draft`);
  writeFileSync(draft, JSON.stringify(identityOf(process.pid)), { mode: 0o600 });
  try {
    linkSync(draft, join(directory, `in-use.${number}`));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function ownerIn(directory: string, number: number): ProcessIdentity | undefined {
  if (number === 0) return undefined;
  let text: string;
  try {
    text = readFileSync(join(directory, `in-use.${number}`), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (text === '') return undefined;
  const owner = JSON.parse(text) as ProcessIdentity;
  return isRunning(owner) ? owner : undefined;
}

const numbersIn = (directory: string): readonly number[] =>
  readdirSync(directory).flatMap((name) => {
    const match = NAME.exec(name);
    return match ? [Number(match[1])] : [];
  });

const highestIn = (directory: string): number => Math.max(0, ...numbersIn(directory));
