import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bars, lines } from './plot.js';

/**
 * The plots of docs/guardrails.md, from the results of the drills:
 *   DRILL_RESULTS=results.ndjson npm run drills -- false-halts guardrails.drill deafness finder
 *   npm run plots -- results.ndjson
 */
interface Result {
  readonly what: string;
  readonly order: string;
  readonly halts: number;
  readonly runs: number;
  readonly atMost: number;
  readonly failures: readonly number[];
  readonly good: readonly number[];
  readonly everyPlace: readonly number[];
  readonly bySegment: readonly number[];
  readonly once: readonly number[];
  readonly namedByLook: readonly number[];
}

const FOLDER = join(import.meta.dirname, '../../docs/guardrails');
const results = readFileSync(process.argv[2]!, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Result);
const of = (what: string): readonly Result[] => results.filter((result) => result.what === what);
const one = (what: string): Result => of(what).at(-1)!;
const save = (name: string, svg: string): void => writeFileSync(join(FOLDER, `${name}.svg`), svg);

mkdirSync(FOLDER, { recursive: true });
save(
  'false-halts',
  bars({
    title: 'False halts at exactly the tolerated 2 %, of 100 rollouts',
    bars: of('false halts').map(({ order, halts, runs }) => ({ label: order, value: (100 * halts) / runs })),
    line: { label: 'alpha 0.5 %', value: 0.5 },
    unit: '%',
  }),
);

const six = one('6 % fail');
let halted = 0;
save(
  'six-percent',
  lines({
    title: '6 % fail where 2 % are tolerated: rollouts halted after so many failures',
    x: { label: 'failures reported', most: six.failures.length - 1 },
    y: { label: '% of rollouts', most: 100 },
    series: [
      {
        label: 'halted',
        points: six.failures.map((count, failures) => [failures, (100 * (halted += count)) / six.runs] as const),
      },
    ],
  }),
);

const { good, everyPlace, bySegment, once } = one('failures needed');
save(
  'behind-good-cars',
  lines({
    title: 'Every car fails behind good ones: failures until the halt',
    x: { label: 'good cars before', most: good.at(-1)! },
    y: { label: 'failures in a row', most: 60 },
    series: [
      { label: 'restarts at every place (ours)', points: good.map((n, i) => [n, everyPlace[i]!] as const) },
      { label: 'restarts every 250 only', points: good.map((n, i) => [n, bySegment[i]!] as const) },
      { label: 'one sequence', points: good.map((n, i) => [n, once[i]!] as const) },
    ],
  }),
);

const finder = one('a guilty slice');
let named = 0;
save(
  'finder',
  bars({
    title: 'A slice of 5 % fails at 20 %, others at 0.5 %: named by then, of 100 rollouts',
    bars: [250, 500, 1_000, 2_000, 4_000].map((answers, look) => ({
      label: `${answers} answers`,
      value: (100 * (named += finder.namedByLook[look]!)) / finder.runs,
    })),
    line: { label: 'asked for: 95 %', value: 95 },
    unit: '%',
  }),
);
