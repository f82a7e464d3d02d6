import { describe, expect, it } from '@jest/globals';
import { type ControlSpell, isComparable, logControlEvidence } from './compared-with-control.js';

const spell = (badBelow: number, badAbove: number, wellBelow = 100, wellAbove = 900): ControlSpell => ({
  wellBelow,
  wellAbove,
  badBelow,
  badAbove,
});

/** Mean of E over who of `bad` vehicles is exposed, drawn without putting back. */
function meanOf(bad: number, below: number, above: number): number {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (n / k) * choose(n - 1, k - 1));
  let mean = 0;
  for (let b = Math.max(0, bad - above); b <= Math.min(bad, below); b++) {
    const chance = (choose(below, b) * choose(above, bad - b)) / choose(below + above, bad);
    mean += chance * Math.exp(logControlEvidence([spell(b, bad - b, below, above)]));
  }
  return mean;
}

describe('the comparison with vehicles that are not exposed', () => {
  it('is no evidence before anything has happened', () => {
    expect(logControlEvidence([])).toBeCloseTo(0, 12);
  });

  it('is at most 1 in the mean when exposure changes nothing, also when many come into trouble at once', () => {
    expect(meanOf(1, 3, 7)).toBeCloseTo(1, 9);
    for (const [bad, below, above] of [
      [4, 3, 7],
      [20, 30, 70],
      [9, 5, 5],
    ] as const)
      expect(meanOf(bad, below, above)).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('sees a tenth of the vehicles that have half of the trouble', () => {
    expect(logControlEvidence([spell(5, 5)])).toBeGreaterThan(Math.log(40));
  });

  it('sees nothing when weather silences both alike', () => {
    expect(logControlEvidence([spell(50, 450)])).toBeLessThan(0);
  });

  it('compares like with like: what is common in a stratum is no evidence', () => {
    const cold = spell(40, 10, 80, 20);
    const warm = spell(0, 1, 100, 900);
    expect(logControlEvidence([cold, warm])).toBeLessThan(Math.log(2));
  });

  it('needs at least a tenth that is not exposed', () => {
    const seen = { spells: [], aboveShare: 0 };
    expect(isComparable({ ...seen, below: 900, above: 100 })).toBe(true);
    expect(isComparable({ ...seen, below: 901, above: 100 })).toBe(false);
    expect(isComparable({ ...seen, below: 0, above: 100 })).toBe(false);
  });
});
