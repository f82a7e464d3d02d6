import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

const SERVER_CORE = '0';
const OTHER_CORE = '1';

/** Which process runs where: servers have a core of their own, generator and PostgreSQL share another. */
export interface Cores {
  /** Put before the command line of a server. */
  readonly serverPrefix: readonly string[];
  /** For the report. */
  readonly sentence: string;
}

/** Lets this process, and with it whatever it starts, run on every core: for what PostgreSQL does beside itself. */
export function useAllCores(): Cores {
  const last = String(cpus().length - 1);
  try {
    execFileSync('taskset', ['-a', '-c', '-p', `0-${last}`, String(process.pid)], { stdio: 'ignore' });
  } catch {
    // Without taskset nothing was pinned.
  }
  return { serverPrefix: [], sentence: 'every process on every core' };
}

/** Moves this process, and with it whatever it starts, off the servers' core. Without taskset or a second core nothing is pinned. */
export function shareCores(): Cores {
  const nowhere = (why: string): Cores => ({ serverPrefix: [], sentence: `nothing pinned: ${why}` });
  if (cpus().length < 2) return nowhere('one core only');
  try {
    execFileSync('taskset', ['-a', '-c', '-p', OTHER_CORE, String(process.pid)], { stdio: 'ignore' });
  } catch {
    return nowhere('no taskset here');
  }
  return {
    serverPrefix: ['taskset', '-c', SERVER_CORE],
    sentence: `servers on CPU ${SERVER_CORE}; generator and PostgreSQL on CPU ${OTHER_CORE}`,
  };
}
