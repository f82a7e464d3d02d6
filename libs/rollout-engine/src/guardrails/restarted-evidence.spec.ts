import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logFailureEvidence } from './failure-evidence.js';
import { FAILURE_ALPHA } from './guardrail-alpha.js';
import { LATEST_FAILURES, type Observed, restartedEvidence } from './restarted-evidence.js';

const P0 = 0.02;
const HALT = -Math.log(FAILURE_ALPHA);
const good = (segments: number): readonly Observed[] =>
  Array.from({ length: segments }, () => ({ started: 250, failed: 0 }));
const logOf = (...segments: readonly Observed[]): number => restartedEvidence(segments, P0).log;
/** How many cars in a row must fail behind so many good ones in whole segments of 250. */
const failuresToHalt = (goodOnes: number): number =>
  Array.from({ length: 500 }, (_, n) => n + 1).find((failed) => {
    const failedAt = Array.from({ length: failed }, (_, n) => goodOnes + n).slice(-LATEST_FAILURES);
    return restartedEvidence(segmentsOf(goodOnes + failed, failedAt), P0, { failedAt }).log >= HALT;
  })!;
/** Segments of 250 that many vehicles make, those at `failedAt` failed. */
const segmentsOf = (started: number, failedAt: readonly number[]): readonly Observed[] =>
  Array.from({ length: Math.ceil(started / 250) }, (_, index) => ({
    started: Math.min(250, started - 250 * index),
    failed: failedAt.filter((place) => Math.floor(place / 250) === index).length,
  }));
/** The whole mixture, as plainly as it can be said: every restart that has begun, and 1 for each to come. */
function wholeMixture(started: number, failedAt: readonly number[]): number {
  const afterPlace = (first: number): number =>
    Math.exp(logFailureEvidence(started - first, failedAt.filter((place) => place >= first).length, P0));
  let [sum, toCome] = [0, 1];
  for (let first = 0; first < started; first++) {
    const segment = Math.floor(first / 250) + 1;
    const all = 6 / Math.PI ** 2 / segment ** 2;
    const weight = first === 0 ? all : segment === 1 ? 0 : first % 250 === 0 ? all / 2 : all / 2 / 249;
    sum += weight * afterPlace(first);
    toCome -= weight;
  }
  return sum + toCome;
}

describe('evidence that starts anew', () => {
  it('is nothing before anybody has started', () => {
    expect(logOf()).toBeCloseTo(0, 12);
    expect(logOf({ started: 0, failed: 0 })).toBeCloseTo(0, 12);
  });

  it('is at most the weighted sum of what every restart sees, and a quarter of it at least once failures come', () => {
    const failedAt = [120, 300, 301, 444, 445, 446, 447];
    const whole = Math.log(wholeMixture(450, failedAt));
    const { log } = restartedEvidence(segmentsOf(450, failedAt), P0, { failedAt });
    expect(log).toBeLessThanOrEqual(whole);
    expect(log).toBeGreaterThan(whole - Math.log(4));
  });

  it('is part of a sum that in the mean over the next car, at exactly the tolerated rate, is what it was', () => {
    const failedAt = [3, 100, 260, 280, 281];
    for (const started of [290, 499, 500, 501]) {
      const before = wholeMixture(started, failedAt);
      const mean =
        P0 * wholeMixture(started + 1, [...failedAt, started]) + (1 - P0) * wholeMixture(started + 1, failedAt);
      expect(mean).toBeCloseTo(before, 9);
    }
  });

  it('is never more than that sum, whoever fails', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 800 }),
        fc.uniqueArray(fc.nat(799), { maxLength: 30 }),
        (started, places) => {
          const failedAt = places.filter((place) => place < started).toSorted((a, b) => a - b);
          const latest = failedAt.slice(-LATEST_FAILURES);
          const { log } = restartedEvidence(segmentsOf(started, failedAt), P0, { failedAt: latest });
          expect(log).toBeLessThanOrEqual(Math.log(wholeMixture(started, failedAt)) + 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives no weight back to a new version of the plan', () => {
    const segments = [{ started: 5, failed: 5 }];
    const first = restartedEvidence(segments, P0).log;
    expect(restartedEvidence(segments, P0, { spentBefore: 4 }).log).toBeLessThan(first - Math.log(25));
    expect(Math.exp(restartedEvidence([], P0, { spentBefore: 1 }).log)).toBeCloseTo(1 - 6 / Math.PI ** 2, 9);
  });

  it('halts after three cars in a row at the start', () => {
    expect(failuresToHalt(0)).toBe(3);
  });

  it('halts after at most eight cars in a row behind 20,000 good ones, at any moment of a segment, where one sequence would need hundreds', () => {
    for (let goodOnes = 20_000; goodOnes <= 20_500; goodOnes += 25)
      expect(failuresToHalt(goodOnes)).toBeLessThanOrEqual(8);
    const deaf = (failed: number) => logFailureEvidence(20_000 + failed, failed, P0) < HALT;
    expect(deaf(120)).toBe(true);
  });

  it('stays a number behind a hundred thousand cars', () => {
    const log = logOf(...Array.from({ length: 400 }, () => ({ started: 250, failed: 125 })));
    expect(log).toBeGreaterThan(10_000);
    expect(log).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it('names the cars that say the most', () => {
    expect(restartedEvidence([...good(3), { started: 4, failed: 4 }], P0).strongest).toEqual({ started: 4, failed: 4 });
    expect(
      restartedEvidence(
        [
          { started: 250, failed: 20 },
          { started: 5, failed: 0 },
        ],
        P0,
      ).strongest,
    ).toEqual({ started: 255, failed: 20 });
  });
});
