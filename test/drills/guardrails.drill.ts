import { describe, expect, it } from '@jest/globals';
import { paced } from './arrival-orders.js';
import { DRILL_RUNS, DRILL_SEED, tellResult } from './drill-results.js';
import { type Car, haltOf } from './guardrail-runs.js';
import { TOLERATED, trialsOf } from './guardrail-trials.js';

/** One car after the other, each with its verdict before the next begins. */
const oneByOne = (cars: number, fails: (car: number) => boolean): readonly Car[] =>
  Array.from({ length: cars }, (_, n) => ({
    startedAt: n,
    verdictAt: n + 0.5,
    fails: fails(n),
    stage: 0,
    market: 'SE',
  }));

describe('the failure guardrail, 2 % tolerated, 1,000 cars, looked at after every report', () => {
  it('halts at three times the rate in 99 % of rollouts and more, after at most 16 failures in the median', () => {
    const trials = trialsOf(DRILL_RUNS, DRILL_SEED, (chance) => oneByOne(1_000, () => chance() < 3 * TOLERATED));
    const failures = trials.halts.map((halt) => halt.failures);
    tellResult('6 % fail', {
      halts: failures.length,
      runs: trials.runs,
      median: trials.median,
      failures: countsOf(failures),
    });
    expect(failures.length).toBeGreaterThanOrEqual(0.99 * trials.runs);
    expect(trials.median).toBeLessThanOrEqual(16);
  });

  it('halts after three failures when all cars fail, and after five when 20 are under way at a time', () => {
    const alone = haltOf(
      oneByOne(1_000, () => true),
      TOLERATED,
    )!.failures;
    tellResult('all fail, one by one', { failures: alone });
    expect(alone).toBeLessThanOrEqual(3);
    const all = Array.from({ length: 1_000 }, () => ({ fails: true, market: 'SE' }));
    const overADay = trialsOf(DRILL_RUNS / 10, DRILL_SEED, (chance) => paced(all, () => 0.25 + 0.5 * chance()));
    const most = Math.max(...overADay.halts.map(({ failures }) => failures));
    tellResult('all fail, starts over a day', { runs: overADay.runs, halts: overADay.halts.length, atMost: most });
    expect(overADay.halts.length).toBe(overADay.runs);
    expect(most).toBeLessThanOrEqual(5);
  });

  it('halts after at most eight more when every car fails behind 20,000 good ones, at whatever moment of a segment', () => {
    const behind = Array.from({ length: 51 }, (_, n) => 20_000 + 5 * n);
    const failures = behind.map(
      (good) =>
        haltOf(
          oneByOne(good + 40, (car) => car >= good),
          TOLERATED,
        )?.failures ?? 99,
    );
    tellResult('all fail behind 20,000 to 20,250 good ones', {
      atMost: Math.max(...failures),
      atLeast: Math.min(...failures),
    });
    expect(Math.max(...failures)).toBeLessThanOrEqual(8);
  });
});

function countsOf(values: readonly number[]): readonly number[] {
  const counts: number[] = Array.from({ length: Math.max(...values) + 1 }, () => 0);
  for (const value of values) counts[value]! += 1;
  return counts;
}
