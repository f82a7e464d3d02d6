import { describe, expect, it } from '@jest/globals';
import { othersAlpha } from '@tidings/rollout-engine';
import { tellResult } from './drill-results.js';
import { binomialBound } from './guardrail-trials.js';
import { inPlainNode } from './in-plain-node.js';

describe('the comparison with vehicles that are not exposed, a tenth of 10,000 exposed, a week, looked at after every spell', () => {
  it('calls chance a breach no more often than it may, whatever the weather', async () => {
    const spells = await inPlainNode('control', 0.01, 1);
    const breached = spells.filter((spell) => spell !== null).length;
    const atMost = binomialBound(spells.length, othersAlpha(undefined));
    tellResult('silence as usual', { breached, runs: spells.length, atMost });
    expect(breached).toBeLessThanOrEqual(atMost);
  });

  it('sees three times the silence within the week in at least 99 % of runs', async () => {
    const spells = await inPlainNode('control', 0.01, 3);
    const at = spells.filter((spell) => spell !== null);
    const medianSpell = at.toSorted((a, b) => a - b)[at.length >> 1];
    tellResult('three times the silence', { breached: at.length, runs: spells.length, medianSpell });
    expect(at.length).toBeGreaterThanOrEqual(0.99 * spells.length);
  });
});
