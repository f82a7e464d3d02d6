import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PrivatePostgres } from '@tidings/embedded-defaults';
import { benchmarkPage } from './benchmark-page.js';
import { type BenchOptions, readBenchOptions } from './bench-options.js';
import { shareCores } from './cores.js';
import { LoadGenerator } from './load-generator.js';
import { benchPoll } from './poll-bench.js';

const PAGE = resolve(import.meta.dirname, '../../docs/benchmarks.md');
/** Fewer pairs are no median worth keeping (quality.md). */
const PAIRS_AT_LEAST = 5;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function bench(options: BenchOptions, args: readonly string[]): Promise<void> {
  const [loadBefore] = loadavg() as [number, number, number];
  const cores = shareCores();
  const generator = LoadGenerator.choose();
  say(`${cores.sentence}; generator ${generator.name}`);
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  chmodSync(folder, 0o711); // PostgreSQL may run as another account, which must walk through
  let postgres: PrivatePostgres | undefined;
  const clear = async (): Promise<void> => {
    await postgres?.close();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void clear().then(() => process.exit(1)));
  try {
    postgres = await PrivatePostgres.open({ directory: join(folder, 'postgres'), throwAway: true });
    const result = await benchPoll({ options, cores, generator, postgres, folder, say });
    const { kept } = result.rounds;
    if (kept.length === 0) throw new Error('Every round was thrown away: the machine is too busy to measure anything.');
    const page = benchmarkPage(result, {
      date: new Date().toISOString().slice(0, 10),
      command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
      cores: cores.sentence,
      generator: generator.name,
      loadBefore,
      ...options,
    });
    process.stdout.write(`\n${page}`);
    if (options.isQuick) say('A short look only: these figures are not kept.');
    else if (kept.length < PAIRS_AT_LEAST)
      throw new Error(`Only ${kept.length} rounds count, ${PAIRS_AT_LEAST} are needed: nothing was written.`);
    if (options.isWritten) writeFileSync(PAGE, page);
  } finally {
    await clear();
  }
}

try {
  const args = process.argv.slice(2);
  await bench(readBenchOptions(args), args);
} catch (error) {
  say(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
