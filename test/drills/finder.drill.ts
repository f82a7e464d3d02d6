import { describe, expect, it } from '@jest/globals';
import { tellResult } from './drill-results.js';
import { inPlainNode } from './in-plain-node.js';

describe('the sub-cohort finder, 4,000 answers, 12 attributes with 135 slices, looks after 250, 500, 1,000, 2,000 and 4,000', () => {
  it('names a slice of 5 % that fails at 20 % against 0.5 % elsewhere in at least 95 % of runs', async () => {
    const trials = await inPlainNode('finder', 0.12, { guilty: 0.2, elsewhere: 0.005 });
    tellResult('a guilty slice', { ...trials });
    expect(trials.named).toBeGreaterThanOrEqual(0.95 * trials.runs);
  });

  it.each([0.005, 0.03])(
    'accuses a slice in at most 5 %% of runs where none is guilty: all fail at %d',
    async (rate) => {
      const trials = await inPlainNode('finder', 0.12, { guilty: rate, elsewhere: rate });
      const { named, accusedOthers, namedByLook, runs } = trials;
      tellResult('no guilty slice', { rate, accused: named + accusedOthers, runs, namedByLook });
      expect(named + accusedOthers).toBeLessThanOrEqual(0.05 * runs);
    },
  );
});
