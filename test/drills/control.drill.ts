import { describe, expect, it } from '@jest/globals';
import { othersAlpha } from '@tidings/rollout-engine';
import { seededChance } from '../../libs/rollout-engine/builders/seeded-chance.js';
import { controlRun } from './control-runs.js';
import { DRILL_RUNS, DRILL_SEED, tellResult } from './drill-results.js';
import { binomialBound } from './guardrail-trials.js';

const ALPHA = othersAlpha(undefined);

describe('the comparison with vehicles that are not exposed, a tenth of 10,000 exposed, a week, looked at after every spell', () => {
  it('calls chance a breach no more often than it may, whatever the weather', () => {
    const chance = seededChance(DRILL_SEED);
    const breached = Array.from({ length: DRILL_RUNS }, () => controlRun(chance, 1, ALPHA)).filter(
      (at) => at !== undefined,
    );
    const atMost = binomialBound(DRILL_RUNS, ALPHA);
    tellResult('silence as usual', { breached: breached.length, runs: DRILL_RUNS, atMost });
    expect(breached.length).toBeLessThanOrEqual(atMost);
  });

  it('sees three times the silence within the week in at least 99 % of runs', () => {
    const chance = seededChance(DRILL_SEED);
    const at = Array.from({ length: DRILL_RUNS }, () => controlRun(chance, 3, ALPHA)).filter(
      (spell) => spell !== undefined,
    );
    tellResult('three times the silence', {
      breached: at.length,
      runs: DRILL_RUNS,
      medianSpell: at.toSorted((a, b) => a - b)[at.length >> 1],
    });
    expect(at.length).toBeGreaterThanOrEqual(0.99 * DRILL_RUNS);
  });
});
