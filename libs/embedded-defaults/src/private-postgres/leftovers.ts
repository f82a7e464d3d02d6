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

/**
 * Ends what an earlier, killed owner left running, and removes the files that would stop a start. Only for the holder
 * of the directory's lock. PostgreSQL itself asks kill(pid, 0), which also finds zombies and reused pids, and would
 * then refuse or wait for ever.
 * Errors: 'database-did-not-start' when something keeps running.
 */
export async function clearLeftovers({ pgdata, directory }: Pick<Cluster, 'pgdata' | 'directory'>): Promise<void> {
  const left = postmasterFile(pgdata);
  if (left) {
    if (worksIn(left.pid, pgdata)) process.kill(left.pid, 'SIGINT');
    // Backends of a killed postmaster leave by themselves within milliseconds; never start beside them.
    const isQuiet = (): boolean => !worksIn(left.pid, pgdata) && processesIn(pgdata).length === 0;
    if (!(await until(isQuiet, 30_000)))
      throw new DomainError('database-did-not-start', {
        directory,
        said: `process ${left.pid} still works in ${pgdata}`,
      });
  }
  rmSync(join(pgdata, 'postmaster.pid'), { force: true });
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
