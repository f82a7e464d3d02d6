import { readdirSync, readFileSync } from 'node:fs';
import type { PrivatePostgres } from '@tidings/embedded-defaults';

/** Of proc(5): the kernel's clock ticks a second as it tells them to programs. */
const TICKS_A_SECOND = 100;
/** Places in /proc/PID/stat after the name: parent, own user and system time, those of children that have ended. */
const [PARENT, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM] = [1, 11, 12, 13, 14] as const;

/** CPU seconds of this PostgreSQL since its start: every backend and worker, those that have ended too. Linux only, elsewhere 0. */
export function postgresCpuSeconds({ postmasterPid }: PrivatePostgres): number {
  const postmaster = statOf(postmasterPid);
  const children = processes().map(statOf);
  const own = [postmaster, ...children.filter((stat) => stat[PARENT] === postmasterPid)];
  const ticks = own.reduce((sum, stat) => sum + (stat[USER] ?? 0) + (stat[SYSTEM] ?? 0), 0);
  return (ticks + (postmaster[CHILDREN_USER] ?? 0) + (postmaster[CHILDREN_SYSTEM] ?? 0)) / TICKS_A_SECOND;
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Empty when it has ended meanwhile. */
function statOf(pid: number | undefined): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}
