import { describe, expect, it } from '@jest/globals';
import {
  FAILURE_ALPHA,
  LATEST_FAILURES,
  logFailureEvidence,
  type Observed,
  restartedEvidence,
} from '@tidings/rollout-engine';
import { tellResult } from './drill-results.js';

const P0 = 0.02;
const HALT = -Math.log(FAILURE_ALPHA);

/** Failures in a row behind so many good cars until E, as a function of both, halts. */
function needed(good: number, log: (good: number, failed: number) => number): number {
  let failed = 1;
  while (failed < 1_000 && log(good, failed) < HALT) failed += 1;
  return failed;
}

const segmentsOf = (good: number, failed: number): readonly Observed[] =>
  Array.from({ length: Math.ceil((good + failed) / 250) }, (_, index) => {
    const started = Math.min(250, good + failed - 250 * index);
    return { started, failed: Math.min(started, Math.max(0, 250 * index + started - good)) };
  });
const placesOf = (good: number, failed: number): readonly number[] =>
  Array.from({ length: Math.min(failed, LATEST_FAILURES) }, (_, n) => good + Math.max(0, failed - LATEST_FAILURES) + n);

describe('every car fails behind many good ones, one by one', () => {
  it('needs at most eight failures behind 20,000 good cars and at most nine behind 25,000, where one sequence needs hundreds', () => {
    const good = Array.from({ length: 251 }, (_, n) => 100 * n);
    const everyPlace = good.map((n) =>
      needed(n, (of, bad) => restartedEvidence(segmentsOf(of, bad), P0, { failedAt: placesOf(of, bad) }).log),
    );
    const bySegment = good.map((n) => needed(n, (of, bad) => restartedEvidence(segmentsOf(of, bad), P0).log));
    const once = good.map((n) => needed(n, (of, bad) => logFailureEvidence(of + bad, bad, P0)));
    tellResult('failures needed', { good, everyPlace, bySegment, once });
    expect(everyPlace[200]).toBeLessThanOrEqual(8);
    expect(Math.max(...everyPlace.slice(3))).toBeLessThanOrEqual(9);
    expect(once.at(-1)!).toBeGreaterThan(120);
  });
});
