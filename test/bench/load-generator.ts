import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What a generator saw of one subject. */
export interface Load {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Share of one core that the generator itself used. */
  readonly generatorShare: number;
}

export interface LoadOrder {
  readonly port: number;
  readonly seconds: number;
  /** Lines of "path<TAB>token". */
  readonly pollsFile: string;
  readonly ifNoneMatch?: string;
}

/** Keep-alive connections, each with one request under way. */
export const CONNECTIONS = 64;

type CommandLine = (order: LoadOrder) => readonly string[];

const here = (name: string): string => join(import.meta.dirname, name);
const asked = ({ ifNoneMatch }: LoadOrder): readonly string[] => (ifNoneMatch === undefined ? [] : [ifNoneMatch]);

const wrk: CommandLine = (order) => [
  ...[
    'wrk',
    '-t1',
    '--timeout',
    '10s',
    `-c${CONNECTIONS}`,
    `-d${order.seconds}s`,
    '-s',
    here('polls.lua'),
    address(order),
  ],
  ...['--', order.pollsFile, ...asked(order)],
];

const autocannon: CommandLine = (order) => [
  ...[process.execPath, here('autocannon-polls.mjs'), address(order), String(order.seconds), String(CONNECTIONS)],
  ...[order.pollsFile, ...asked(order)],
];

const address = ({ port }: LoadOrder): string => `http://127.0.0.1:${port}`;

/** Closed-loop load from a process of its own: wrk where it is installed, else autocannon. */
export class LoadGenerator {
  private constructor(
    readonly name: string,
    private readonly commandLine: CommandLine,
  ) {}

  static choose(): LoadGenerator {
    const isThere = spawnSync('wrk', ['-v'], { stdio: 'ignore' }).error === undefined;
    return isThere ? new LoadGenerator('wrk', wrk) : new LoadGenerator('autocannon', autocannon);
  }

  /** Errors: an Error when any request was not answered as it should be. */
  async run(order: LoadOrder): Promise<Load> {
    // `times` is POSIX: the shell says what the generator, its only child, has used.
    const shell = ['-c', '"$@" && times', 'sh', ...this.commandLine(order)];
    const { stdout } = await promisify(execFile)('sh', shell);
    const lines = stdout.trim().split('\n');
    const result = lines.find((line) => line.startsWith('{'));
    if (result === undefined) throw new Error(`${this.name} told no result: ${stdout}`);
    const load = JSON.parse(result) as Omit<Load, 'generatorShare'> & { readonly failed: string };
    if (load.failed !== '')
      throw new Error(`Of ${load.requests} polls some failed (${load.failed.trim()}): nothing was measured.`);
    return { ...load, generatorShare: secondsIn(lines.at(-1)!) / load.seconds };
  }
}

/** Of '0m1.230s 0m0.450s', user and system. */
function secondsIn(times: string): number {
  return [...times.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
}
