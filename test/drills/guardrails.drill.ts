import { describe, expect, it } from '@jest/globals';
import { oneByOne } from './arrival-orders.js';
import { tellResult } from './drill-results.js';
import { haltOf } from './guardrail-runs.js';
import { TOLERATED } from './guardrail-trials.js';
import { inPlainNode } from './in-plain-node.js';

describe('the failure guardrail, 2 % tolerated, 1,000 cars, looked at after every report', () => {
  it('halts at three times the rate in 99 % of rollouts and more, after at most 16 failures in the median', async () => {
    const trials = await inPlainNode('three-times-the-rate', 0.04);
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

  it('halts after three failures when all cars fail, and after five when 20 are under way at a time', async () => {
    const alone = haltOf(
      oneByOne(1_000, () => true),
      TOLERATED,
    )!.failures;
    tellResult('all fail, one by one', { failures: alone });
    expect(alone).toBeLessThanOrEqual(3);
    const overADay = await inPlainNode('all-fail-over-a-day', 0.04);
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
