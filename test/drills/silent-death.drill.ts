import { describe, expect, it } from '@jest/globals';
import { seededChance } from '../../libs/rollout-engine/builders/seeded-chance.js';
import { tellResult } from './drill-results.js';
import { inPlainNode } from './in-plain-node.js';
import { silentDeath } from './silent-death.js';

describe('a first stage, looked at after every report and every six hours for ten days', () => {
  it.each([0, 0.05, 0.6])(
    'never advances with half its cars silently dead, %d of vehicles not exposed silent too',
    async (background) => {
      const steps = await inPlainNode('silent-death', 0.08, background);
      const advanced = steps.filter(({ kind }) => kind === 'advance');
      // By chance those that started first may all be well: what counts is who was dead in truth.
      const halfDead = advanced.filter(({ dead, started }) => 2 * dead >= started).length;
      tellResult('half silently dead', { background, advanced: advanced.length, halfDead, runs: steps.length });
      expect(halfDead).toBe(0);
    },
  );

  it('advances when none dies', () => {
    const chance = seededChance(2026);
    const steps = Array.from({ length: 100 }, () => silentDeath(chance, 0, 0.01));
    expect(steps.filter(({ kind }) => kind === 'advance').length).toBe(100);
  });
});
