import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { PrivatePostgres } from '@tidings/embedded-defaults';
import type { Findings, Ground } from './bench-section.js';
import { type BenchOptions, readBenchOptions } from './bench-options.js';
import { withSection } from './benchmark-page.js';
import { type Cores, shareCores, useAllCores } from './cores.js';
import { findBenches, type FoundBench } from './find-benches.js';
import { goalTable } from './goal-table.js';

const PAGE = resolve(import.meta.dirname, '../../docs/benchmarks.md');

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Section after section; what one of them found is written before the next begins. */
async function bench(options: BenchOptions, args: readonly string[]): Promise<void> {
  const benches = await findBenches(options.only);
  for (const found of benches) {
    const { heading } = found.section;
    const cores = found.section.usesAllCores === true ? useAllCores() : shareCores();
    const [loadBefore] = loadavg() as [number, number, number];
    say(`\n${heading} (${cores.sentence})`);
    const findings = await onGround(options, cores, (ground) => found.section.measure(ground));
    const text = `${circumstances(found, cores, loadBefore, args)}\n\n${findings.words}\n\n${goalTable(findings.goals)}`;
    process.stdout.write(`\n## ${heading}\n\n${text}\n`);
    if (options.isWritten) writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), { heading, text }));
  }
  if (options.isQuick) say('A short look only: these figures are not kept.');
}

/** What docs/production.md advises for a million vehicles. */
const LIKE_PRODUCTION = { autovacuum: 'on', shared_buffers: '2GB', max_wal_size: '4GB' };

async function onGround(
  options: BenchOptions,
  cores: Cores,
  measure: (ground: Ground) => Promise<Findings>,
): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  chmodSync(folder, 0o711); // PostgreSQL may run as another account, which must walk through
  let postgres: PrivatePostgres | undefined;
  const clear = async (): Promise<void> => {
    await postgres?.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const interrupted = (): void => void clear().then(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    postgres = await PrivatePostgres.open({
      directory: join(folder, 'postgres'),
      throwAway: true,
      settings: LIKE_PRODUCTION,
    });
    return await measure({ options, cores, postgres, folder, say });
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted);
    await clear();
  }
}

function circumstances({ name }: FoundBench, cores: Cores, loadBefore: number, args: readonly string[]): string {
  const others = args.filter((word, place) => word !== '--only' && args[place - 1] !== '--only');
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  return [
    `${new Date().toISOString().slice(0, 10)}, \`npm run bench -- ${['--only', name, ...others].join(' ')}\`. ${machine}; ${cores.sentence};`,
    `load before the run ${loadBefore.toFixed(2)}.`,
  ].join('\n');
}

try {
  const args = process.argv.slice(2);
  await bench(readBenchOptions(args), args);
} catch (error) {
  say(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
