import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Batches } from './batches.js';
import type { Effort } from './effort.js';

type Wants<Batch> = Batch extends (effort: Effort, ...wants: infer Rest) => unknown ? Rest : never;

/** Runs of each batch: as many as the issue of the statistics asks for; DRILL_RUNS for a short look. */
const RUNS = Number(process.env['DRILL_RUNS'] ?? 10_000);
/** Where time is short (.ci/run), all batches together get as long as the kill -9 drill next to them; their shares add up to 1. */
const SECONDS = process.env['DRILL_SECONDS'];

/**
 * Runs a batch in a process without the test runner, in which every `Math` asks the slow global object of a test: seven times faster.
 * `share`: the batch's part of the time there is for all of them, 0 to 1.
 */
export async function inPlainNode<Name extends keyof Batches>(
  name: Name,
  share: number,
  ...wants: Wants<Batches[Name]>
): Promise<ReturnType<Batches[Name]>> {
  const effort: Effort = { runs: RUNS, ...(SECONDS !== undefined && { seconds: share * Number(SECONDS) }) };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--import',
      '@swc-node/register/esm-register',
      join(import.meta.dirname, 'run-batch.ts'),
      JSON.stringify([name, effort, ...wants]),
    ],
    { maxBuffer: 2 ** 26 },
  );
  return JSON.parse(stdout) as ReturnType<Batches[Name]>;
}
