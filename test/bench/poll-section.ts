import type { Findings, Goal } from './bench-section.js';
import type { LoadGenerator } from './load-generator.js';
import { CONNECTIONS } from './load-generator.js';
import { median, spread } from './median.js';
import { type GatewayCost, type PollResult, SUBJECTS } from './poll-bench.js';
import type { Measured } from './subject.js';

/** What was run and how long. */
interface Circumstances {
  readonly generator: LoadGenerator['name'];
  readonly secondsEach: number;
  readonly pollingVehicles: number;
}

const RATIO_AT_LEAST = 0.6;
const APART_AT_MOST = 0.15;
const BYTES_AT_MOST = 300;

/** How the rounds went, the costs and the goals. */
export function pollSection(result: PollResult, about: Circumstances): Findings {
  const { kept, thrownAway } = result.rounds;
  return {
    words: `The vehicle gateway as it is started in production, on a private PostgreSQL, with three running rollouts that reach no vehicle yet.
${thousands(about.pollingVehicles)} vehicles of the large fleet poll in turn, all of the small one; the answer has ${result.bodyBytes} bytes of JSON.
That quiet polls read nothing, and first polls read once, is checked in PostgreSQL's own counters.

- A ratio is server CPU time per request of the yardstick, divided by that of the subject: 1.00 is as cheap as bare
  \`node:http\`. Each process says its own \`process.cpuUsage()\`; subjects are interleaved in rounds, every round stands
  between two looks at the yardstick, and the median of the rounds counts (smallest and largest beside it).
- A round in which the generator used more than 90 % of its core, or the yardstick's cost moved by more than 15 %, is thrown
  away and counted: ${kept.length} kept, ${thrownAway.length} thrown away${thrownAway.map((why) => `; ${why}`).join('')}.
- Generator: ${about.generator}, ${CONNECTIONS} connections, ${about.secondsEach} s per subject and round.

${costTable(result)}

${fleetTable(result)}`,
    goals: pollGoals(result),
  };
}

function costTable({ rounds: { kept } }: PollResult): string {
  const row = (name: string, looks: readonly Measured[]): string => {
    const ratios = kept.map(({ yardstick }, place) => yardstick.cpuMicroseconds / looks[place]!.cpuMicroseconds);
    const of = (figure: (look: Measured) => number): number => median(looks.map(figure));
    const cells = [
      name,
      `**${median(ratios).toFixed(2)}** (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
      `${of((look) => look.cpuMicroseconds).toFixed(1)} µs`,
      thousands(of(({ requests, seconds }) => requests / seconds)),
      `${of(({ p50Ms }) => p50Ms).toFixed(2)} ms`,
      `${of(({ p99Ms }) => p99Ms).toFixed(2)} ms`,
      `${Math.round(of(({ generatorShare }) => generatorShare) * 100)} %`,
    ];
    return `| ${cells.join(' | ')} |`;
  };
  const { yardstick, ...others } = SUBJECTS;
  return [
    '| what | ratio | server CPU a request | requests a second | p50 | p99 | generator |',
    '|---|---|---|---|---|---|---|',
    row(
      yardstick,
      kept.map((round) => round.yardstick),
    ),
    ...Object.values(others).map((name) =>
      row(
        name,
        kept.map(({ subjects }) => subjects.get(name)!),
      ),
    ),
  ].join('\n');
}

function pollGoals({ rounds: { kept }, small, large }: PollResult): readonly Goal[] {
  const looks = (name: string): readonly Measured[] => kept.map(({ subjects }) => subjects.get(name)!);
  const [smallLooks, largeLooks] = [looks(SUBJECTS.small), looks(SUBJECTS.large)];
  const yardsticks = kept.map(({ yardstick }) => yardstick);
  const ratio = median(yardsticks.map((one, place) => one.cpuMicroseconds / largeLooks[place]!.cpuMicroseconds));
  const apart = (what: string, figure: (look: Measured) => number): Goal => {
    const share = median(largeLooks.map((look, place) => figure(look) / figure(smallLooks[place]!))) - 1;
    const allowed = Math.max(APART_AT_MOST, spread(yardsticks.map(figure)));
    const wanted = `within 15 %, or the yardstick's spread of ${percent(spread(yardsticks.map(figure)))}`;
    const goal = `${what}, large fleet against small`;
    return { goal, measured: signed(share), wanted, holds: Math.abs(share) <= allowed };
  };
  const bytes = bytesEach(small, large, 'rssAfterRounds');
  return [
    {
      goal: 'poll with nothing new, large fleet',
      measured: ratio.toFixed(2),
      wanted: 'at least 0.60',
      holds: ratio >= RATIO_AT_LEAST,
    },
    apart('throughput', ({ requests, seconds }) => requests / seconds),
    apart('p99', ({ p99Ms }) => p99Ms),
    {
      goal: 'memory per registered vehicle',
      measured: `${bytes} bytes`,
      wanted: 'at most 300 bytes',
      holds: bytes <= BYTES_AT_MOST,
    },
  ];
}

function fleetTable({ small, large }: PollResult): string {
  const row = (one: GatewayCost): string =>
    `| ${thousands(one.vehicles)} | ${(one.startedInMs / 1_000).toFixed(1)} s | ${mebibytes(one.rssLoaded)} | ${mebibytes(one.rssAfterRounds)} |`;
  return [
    '| registered vehicles | start to first answer | RSS, fleet loaded | RSS after the rounds |',
    '|---|---|---|---|',
    row(small),
    row(large),
    `| per vehicle | | ${bytesEach(small, large, 'rssLoaded')} bytes | ${bytesEach(small, large, 'rssAfterRounds')} bytes |`,
  ].join('\n');
}

/** What one more registered vehicle takes. */
const bytesEach = (small: GatewayCost, large: GatewayCost, when: 'rssLoaded' | 'rssAfterRounds'): number =>
  Math.round((large[when] - small[when]) / (large.vehicles - small.vehicles));

const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;
const thousands = (count: number): string => Math.round(count).toLocaleString('en-GB');
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const signed = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;
