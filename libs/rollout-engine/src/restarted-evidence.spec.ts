import { describe, expect, it } from '@jest/globals';
import type { StartSegment } from './evidence.js';
import { logFailureEvidence } from './failure-evidence.js';
import { FAILURE_ALPHA } from './guardrails.js';
import { restartedEvidence } from './restarted-evidence.js';

const P0 = 0.02;
const HALT = -Math.log(FAILURE_ALPHA);
const good = (segments: number): readonly StartSegment[] =>
  Array.from({ length: segments }, () => ({ started: 250, failed: 0 }));
const logOf = (...segments: readonly StartSegment[]): number => restartedEvidence(segments, P0).log;
/** How many cars in a row must fail behind a history. */
const failuresToHalt = (history: readonly StartSegment[], isRestartNext = true): number =>
  Array.from({ length: 500 }, (_, n) => n + 1).find((failed) => {
    const last = { started: failed, failed };
    if (isRestartNext) return logOf(...history, last) >= HALT;
    const { started } = history.at(-1)!;
    return logOf(...history.slice(0, -1), { started: started + failed, failed }) >= HALT;
  })!;

describe('evidence that starts anew', () => {
  it('is nothing before anybody has started', () => {
    expect(logOf()).toBeCloseTo(0, 12);
    expect(logOf({ started: 0, failed: 0 })).toBeCloseTo(0, 12);
  });

  it('is the weighted sum of what each restart sees, and of 1 for each to come', () => {
    const weight = (j: number) => 6 / (Math.PI * j) ** 2;
    const after = (started: number, failed: number) => Math.exp(logFailureEvidence(started, failed, P0));
    const sum =
      weight(1) * after(300, 7) +
      weight(2) * after(50, 5) +
      weight(3) * after(10, 1) +
      (1 - weight(1) - weight(2) - weight(3));
    const segments = [
      { started: 250, failed: 2 },
      { started: 40, failed: 4 },
      { started: 10, failed: 1 },
    ];
    expect(Math.exp(logOf(...segments))).toBeCloseTo(sum, 9);
  });

  it('is, in the mean over the next car at exactly the tolerated rate, what it was, with or without a restart before it', () => {
    const past = [
      { started: 250, failed: 6 },
      { started: 30, failed: 2 },
    ];
    const before = Math.exp(logOf(...past));
    const meanOf = (next: (failed: number) => readonly StartSegment[]): number =>
      P0 * Math.exp(logOf(...next(1))) + (1 - P0) * Math.exp(logOf(...next(0)));
    expect(meanOf((failed) => [past[0]!, { started: 31, failed: 2 + failed }])).toBeCloseTo(before, 9);
    expect(meanOf((failed) => [...past, { started: 1, failed }])).toBeCloseTo(before, 9);
  });

  it('halts after three cars in a row at the start', () => {
    expect(failuresToHalt([])).toBe(3);
  });

  it('halts after at most eight cars in a row behind 20,000 good ones, where one sequence would need hundreds', () => {
    expect(failuresToHalt(good(80))).toBeLessThanOrEqual(8);
    const deaf = (failed: number) => logFailureEvidence(20_000 + failed, failed, P0) < HALT;
    expect(deaf(120)).toBe(true);
  });

  it('halts soon also when the restart was half a segment ago', () => {
    expect(failuresToHalt([...good(80), { started: 125, failed: 0 }], false)).toBeLessThanOrEqual(20);
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
