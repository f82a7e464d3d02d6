import { describe, expect, it } from '@jest/globals';
import { seededChance } from '../../libs/rollout-engine/builders/seeded-chance.js';
import { DRILL_RUNS, DRILL_SEED, tellResult } from './drill-results.js';
import { finderTrials } from './finder-runs.js';

describe('the sub-cohort finder, 4,000 answers, 12 attributes with 135 slices, looks after 250, 500, 1,000, 2,000 and 4,000', () => {
  it('names a slice of 5 % that fails at 20 % against 0.5 % elsewhere in at least 95 % of runs', () => {
    const trials = finderTrials(DRILL_RUNS, seededChance(DRILL_SEED), { guilty: 0.2, elsewhere: 0.005 });
    tellResult('a guilty slice', { ...trials, runs: DRILL_RUNS });
    expect(trials.named).toBeGreaterThanOrEqual(0.95 * DRILL_RUNS);
  });

  it.each([0.005, 0.03])('accuses a slice in at most 5 %% of runs where none is guilty: all fail at %d', (rate) => {
    const { named, accusedOthers, namedByLook } = finderTrials(DRILL_RUNS, seededChance(DRILL_SEED), {
      guilty: rate,
      elsewhere: rate,
    });
    tellResult('no guilty slice', { rate, accused: named + accusedOthers, runs: DRILL_RUNS, namedByLook });
    expect(named + accusedOthers).toBeLessThanOrEqual(0.05 * DRILL_RUNS);
  });
});
