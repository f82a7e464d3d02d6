import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from './built.js';
import { until } from './until.js';

/** 'start' is what `npm start` runs; the others are the apps of an installation of several processes. */
export type Program = 'start' | 'vehicle-gateway' | 'release-desk' | 'owner-portal' | 'conductor';

export interface ProcessPlan {
  readonly program: Program;
  readonly dataDirectory: string;
  readonly arguments?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A shell command that runs before, in the same shell: 'ulimit -f 100'. */
  readonly after?: string;
}

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Machines that test are slow and shared; a process that is not up by now never will be. */
const PATIENCE_MS = 120_000;
const ENTRY = (program: Program): string =>
  program === 'start' ? 'deploy/start.mjs' : `dist/apps/${program}/src/main.js`;

/** A real process of ours, with everything it said. */
export class TidingsProcess {
  /** Settles when it has ended, asked or not. */
  readonly ended: Promise<ProcessEnd>;
  private said = '';
  private readonly child: ChildProcess;

  constructor(readonly plan: ProcessPlan) {
    const { program, dataDirectory, env = {}, after } = plan;
    const command = [process.execPath, join(PROJECT, ENTRY(program)), ...(plan.arguments ?? [])];
    const [file, ...rest] = after === undefined ? command : ['/bin/sh', '-c', `${after}; exec "$@"`, 'sh', ...command];
    const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
    this.child = spawn(file!, rest, {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Nothing of the test runner's own environment: no NODE_OPTIONS, no PG* variables.
      env: { PATH, HOME, TMPDIR, TIDINGS_DATA: dataDirectory, PORT: '0', ...env },
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => void (this.said += text));
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Everything it wrote to stdout and stderr. */
  get output(): string {
    return this.said;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when its doors are open. Errors: one with its output, when it ended instead or is too slow. */
  async ready(): Promise<this> {
    await until(
      () => this.url !== undefined || !this.isRunning,
      PATIENCE_MS,
      () => this.output,
    );
    if (this.url === undefined) throw new Error(`it ended instead of opening its doors:\n${this.output}`);
    return this;
  }

  /** Where it answers; by number, because a name may lead to another address first. */
  get address(): string {
    if (this.url === undefined) throw new Error(`its doors are not open:\n${this.output}`);
    return this.url.replace('localhost', '127.0.0.1');
  }

  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<ProcessEnd> {
    if (this.isRunning) this.child.kill(signal);
    return await this.ended;
  }

  private get url(): string | undefined {
    if (this.plan.program !== 'start') return /"url":"(http:[^"]+)"/.exec(this.said)?.[1];
    return this.said.includes('Tidings is running.') ? /Owners\s+(http:\S+)\/en-GB/.exec(this.said)?.[1] : undefined;
  }
}
