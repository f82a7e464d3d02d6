import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Cores } from './cores.js';

/** What a process has used since its start, as it says itself. */
export interface Usage {
  /** User and system time, all threads. */
  readonly cpuMicroseconds: number;
  readonly rssBytes: number;
}

const REPORT_USAGE = join(import.meta.dirname, 'report-usage.mjs');
const START_WITHIN_MS = 300_000;

/** A server under test: a process of its own that answers on a port of 127.0.0.1 and says what it uses. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    /** From the start of the process to its first answer. */
    readonly startedInMs: number,
  ) {}

  /** Errors: an Error when it ends, or does not answer `path` within five minutes. */
  static async start(
    cores: Cores,
    script: string,
    path: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<ServerProcess> {
    const port = await freePort();
    const [command, ...args] = [...cores.serverPrefix, process.execPath, '--import', REPORT_USAGE, script];
    const startedAt = performance.now();
    const child = spawn(command, args, {
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...environment, PORT: String(port) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    while (!(await answers(`http://127.0.0.1:${port}${path}`))) {
      if (child.exitCode !== null) throw new Error(`${script} ended before it answered; its words stand above.`);
      if (performance.now() - startedAt > START_WITHIN_MS) {
        child.kill('SIGKILL');
        throw new Error(`${script} did not answer within five minutes.`);
      }
      await wait(5);
    }
    return new ServerProcess(child, port, performance.now() - startedAt);
  }

  async usage(): Promise<Usage> {
    const told = once(this.child, 'message');
    this.child.send('usage');
    const [usage] = (await told) as [Usage];
    return usage;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const { ok, body } = await fetch(url, { headers: { connection: 'close' } });
    await body?.cancel();
    return ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
