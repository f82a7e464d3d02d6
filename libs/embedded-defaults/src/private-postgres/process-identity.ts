import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, readdirSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The kernel's start time of the process, opaque; '' where this account may not see it. */
  readonly birth: string;
}

/** The living process behind a pid. A zombie counts as gone: pid 1 of many containers never reaps, and kill(pid, 0) still finds it. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  if (!answersSignals(pid)) return undefined;
  const seen = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  if (seen === undefined) return { pid, birth: '' };
  return seen.isZombie ? undefined : { pid, birth: seen.birth };
}

/** Whether that very process still runs; when its start time is hidden from us, any process with its pid counts. */
export function isRunning(known: ProcessIdentity): boolean {
  const now = identityOf(known.pid);
  return now !== undefined && (now.birth === '' || now.birth === known.birth);
}

/** Whether a living process is PostgreSQL at work in this data directory (a real path). */
export function worksIn(pid: number, pgdata: string): boolean {
  if (identityOf(pid) === undefined) return false;
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === pgdata;
    return ps(pid, 'command=').includes(pgdata);
  } catch {
    return false;
  }
}

/** Pids of all living processes at work in this data directory; empty where there is no /proc to look through. */
export function processesIn(pgdata: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, pgdata));
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

interface Seen {
  readonly isZombie: boolean;
  readonly birth: string;
}

function fromProc(pid: number): Seen | undefined {
  try {
    // proc(5): the name in parentheses may hold anything; after it come state (field 3) and, at field 22, start time in ticks since boot.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return { isZombie: fields[0] === 'Z' || fields[0] === 'X', birth: `${boot}/${fields[19] ?? ''}` };
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): Seen | undefined {
  try {
    return { isZombie: ps(pid, 'stat=').startsWith('Z'), birth: ps(pid, 'lstart=') };
  } catch {
    return undefined;
  }
}

const ps = (pid: number, column: string): string =>
  execFileSync('ps', ['-o', column, '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  }).trim();
