import { describe, expect, it } from '@jest/globals';
import { aRollout, NOON } from '../../builders/a-rollout.js';
import { someEvidence } from '../../builders/some-evidence.js';
import { planNextStep } from './plan-next-step.js';
import { replayStep } from './replay-step.js';
import type { LookedAt } from './step.js';

const asKept = (lookedAt: LookedAt): unknown => JSON.parse(JSON.stringify(lookedAt));
const looked: LookedAt = { rollout: aRollout({ stage: { index: 0 } }), evidence: someEvidence(), now: NOON };
const recorded = planNextStep(looked.rollout, looked.evidence, looked.now);

describe('a replayed step', () => {
  it('is what was recorded when nothing was changed', () => {
    expect(replayStep(recorded, asKept(looked))).toMatchObject({ isSame: true, recomputed: { kind: 'advance' } });
  });

  it('is another when what was looked at was changed', () => {
    const evidence = someEvidence({ segments: [{ started: 100, failed: 50 }] });
    expect(replayStep(recorded, asKept({ ...looked, evidence }))).toMatchObject({
      isSame: false,
      recomputed: { kind: 'halt' },
    });
  });

  it('is another when a number in a reason was changed', () => {
    const reasons = recorded.reasons.map((reason) => ({ ...reason, has: '1 answer' }));
    expect(replayStep({ ...recorded, reasons }, asKept(looked)).isSame).toBe(false);
  });

  it.each([[{}], [null], ['gone'], [{ ...looked, evidence: someEvidence({ stageIndex: 2 }) }]])(
    'is not what was recorded when nothing can be decided on what is left: %j',
    (left) => {
      expect(replayStep(recorded, left)).toEqual({ isSame: false });
    },
  );
});
