import { describe, expect, it } from '@jest/globals';
import { logFailureEvidence } from './failure-evidence.js';
import { FAILURE_ALPHA } from './guardrail-alpha.js';
import { seededChance } from '../../builders/seeded-chance.js';

const P0 = 0.02;
const HALT = -Math.log(FAILURE_ALPHA);

/** Failures reported when the guardrail halts, looking after every car; undefined when it never does. A success only lowers E: no look. */
function failuresAtHalt(cars: number, fails: (car: number) => boolean): number | undefined {
  let failed = 0;
  for (let car = 1; car <= cars; car++) {
    if (!fails(car)) continue;
    failed += 1;
    if (logFailureEvidence(car, failed, P0) >= HALT) return failed;
  }
  return undefined;
}

/** E by its definition: numeric integration over p, midpoint rule. */
function evidenceByIntegral(n: number, k: number, p0: number): number {
  const steps = 200_000;
  const width = (1 - p0) / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const p = p0 + (i + 0.5) * width;
    sum += (p / p0) ** k * ((1 - p) / (1 - p0)) ** (n - k) * 10 * (1 - p) ** 9 * width;
  }
  return sum / (1 - p0) ** 10;
}

describe('evidence that too many cars fail', () => {
  it('is nothing before anybody has started', () => {
    expect(logFailureEvidence(0, 0, P0)).toBeCloseTo(0, 12);
  });

  it.each([
    [1, 1, 0.02],
    [3, 3, 0.02],
    [20, 5, 0.02],
    [200, 4, 0.02],
    [50, 0, 0.1],
    [1_000, 12, 0.02],
    [1_000, 30, 0.02],
  ])('after %i starts and %i failures at %f is the integral of its definition', (n, k, p0) => {
    expect(logFailureEvidence(n, k, p0)).toBeCloseTo(Math.log(evidenceByIntegral(n, k, p0)), 6);
  });

  it('stays a number after ten thousand failures', () => {
    expect(logFailureEvidence(20_000, 10_000, P0)).toBeGreaterThan(10_000);
  });

  it('is lowered by a car that does well', () => {
    expect(logFailureEvidence(21, 5, P0)).toBeLessThan(logFailureEvidence(20, 5, P0));
  });

  it('is, in the mean over the next car at exactly the tolerated rate, what it was: no drift for chance to ride on', () => {
    for (const [n, k] of [
      [0, 0],
      [7, 1],
      [40, 3],
    ] as const) {
      const next =
        P0 * Math.exp(logFailureEvidence(n + 1, k + 1, P0)) + (1 - P0) * Math.exp(logFailureEvidence(n + 1, k, P0));
      expect(next).toBeCloseTo(Math.exp(logFailureEvidence(n, k, P0)), 9);
    }
  });

  it('halts after three reported failures when every car fails, one after the other', () => {
    expect(failuresAtHalt(1_000, () => true)).toBe(3);
  });

  it('halts after five when twenty cars had started at once', () => {
    const reported = [1, 2, 3, 4, 5, 6].find((failed) => logFailureEvidence(20, failed, P0) >= HALT);
    expect(reported).toBe(5);
  });

  it('halts at three times the tolerated rate nearly always, with a median of at most 16 failures', () => {
    const chance = seededChance(6);
    const halts = Array.from({ length: 300 }, () => failuresAtHalt(1_000, () => chance() < 0.06));
    const found = halts.filter((failed) => failed !== undefined).toSorted((a, b) => a - b);
    expect(found.length).toBeGreaterThanOrEqual(297);
    expect(found[Math.floor(found.length / 2)]).toBeLessThanOrEqual(16);
  });

  it('halts falsely at exactly the tolerated rate no more often than alpha allows, looked at after every car', () => {
    const chance = seededChance(2);
    const runs = 1_000;
    let falseHalts = 0;
    for (let run = 0; run < runs; run++) if (failuresAtHalt(1_000, () => chance() < P0) !== undefined) falseHalts += 1;
    // Expected at most 5 of 1,000; 11 is the one-sided 99 % binomial bound at alpha 0.5 %.
    expect(falseHalts).toBeLessThanOrEqual(11);
  });
});
