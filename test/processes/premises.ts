import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from './built.js';
import { postgresPids } from './private-cluster.js';
import { type ProcessPlan, TidingsProcess } from './tidings-process.js';
import { until } from './until.js';

/** The processes and the data directories of one test file: `clear` leaves nothing behind, whatever happened. */
export class Premises {
  private readonly processes: TidingsProcess[] = [];
  private readonly directories = new Set<string>();
  private readonly root: string;

  constructor() {
    this.root = mkdtempSync(join(realpathSync(tmpdir()), 'tidings-processes-'));
    // Under root, PostgreSQL runs as another account and must get through.
    chmodSync(this.root, 0o711);
  }

  /** A data directory that nobody has used; it is made by who uses it. */
  directory(name: string): string {
    const path = join(this.root, name);
    this.directories.add(path);
    return path;
  }

  /** Starts without waiting for its doors. */
  async start(plan: ProcessPlan): Promise<TidingsProcess> {
    await built();
    this.directories.add(plan.dataDirectory);
    const started = new TidingsProcess(plan);
    this.processes.push(started);
    return started;
  }

  async open(plan: ProcessPlan): Promise<TidingsProcess> {
    return await (await this.start(plan)).ready();
  }

  async clear(): Promise<void> {
    // All at once; a process that a test has stopped with SIGSTOP hears only this.
    await Promise.all(this.processes.map((one) => one.stop('SIGKILL')));
    for (const directory of this.directories) await endPostgres(directory);
    if (existsSync(this.root)) rmSync(this.root, { recursive: true, force: true });
  }
}

/** Its watchdog does this; where a test froze it, we do. */
async function endPostgres(directory: string): Promise<void> {
  for (const pid of postgresPids(directory)) wake(pid);
  try {
    await until(() => postgresPids(directory).length === 0, 10_000);
  } catch {
    for (const pid of postgresPids(directory)) process.kill(pid, 'SIGKILL');
  }
}

function wake(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // It has ended meanwhile.
  }
}
