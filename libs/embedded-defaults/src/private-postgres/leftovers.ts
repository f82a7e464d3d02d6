import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '@tidings/vocabulary';
import type { Cluster } from './cluster.js';
import { processesIn, worksIn } from './process-identity.js';
import { handOver } from './runner.js';
import { until } from './until.js';

/** What postmaster.pid says: line 1 is the pid, line 8 the state. */
export function postmasterFile(pgdata: string): { readonly pid: number; readonly isReady: boolean } | undefined {
  const file = join(pgdata, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), isReady: (lines[7] ?? '').trim() === 'ready' };
}

/** How long leftovers may take, in milliseconds: a checkpoint on a busy disk takes tens of seconds. */
const PATIENCE = { inOrder: 30_000, atOnce: 60_000 } as const;

/**
 * Ends what an earlier, killed owner left running, and removes the files that would stop a start. Only for the holder
 * of the directory's lock. PostgreSQL itself asks kill(pid, 0), which also finds zombies and reused pids, and would
 * then refuse or wait for ever. What does not end in order is told to end at once (SIGQUIT): the next start recovers from
 * the log, as after a crash.
 * Errors: 'database-did-not-start' when something keeps running.
 */
export async function clearLeftovers(
  { pgdata, directory }: Pick<Cluster, 'pgdata' | 'directory'>,
  patience: Readonly<Record<keyof typeof PATIENCE, number>> = PATIENCE,
): Promise<void> {
  const left = postmasterFile(pgdata);
  if (left) {
    // Backends of a killed postmaster leave by themselves within milliseconds; never start beside them.
    const working = (): readonly number[] => [
      ...new Set([...(worksIn(left.pid, pgdata) ? [left.pid] : []), ...processesIn(pgdata)]),
    ];
    const isQuiet = (): boolean => working().length === 0;
    if (worksIn(left.pid, pgdata)) tell(left.pid, 'SIGINT');
    if (!(await until(isQuiet, patience.inOrder))) for (const pid of working()) tell(pid, 'SIGQUIT');
    if (!(await until(isQuiet, patience.atOnce)))
      throw new DomainError('database-did-not-start', {
        directory,
        said: `process ${working().join(', ')} still works in ${pgdata}`,
      });
  }
  rmSync(join(pgdata, 'postmaster.pid'), { force: true });
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * An empty folder for the socket (its lock file from a crash would stop a start too), closed to other accounts.
 * Errors: 'database-directory-closed' when another account holds that name.
 */
export function freshSocketFolder({ sockets, runner }: Pick<Cluster, 'sockets' | 'runner'>): void {
  try {
    rmSync(sockets, { recursive: true, force: true });
    // Not recursive: a folder that somebody else puts there in between is refused, not used.
    mkdirSync(sockets, { mode: 0o700 });
  } catch (cause) {
    throw new DomainError('database-directory-closed', { directory: sockets }, { cause });
  }
  handOver(sockets, runner);
}
