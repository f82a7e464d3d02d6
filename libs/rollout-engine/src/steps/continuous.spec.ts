import { describe, expect, it } from '@jest/globals';
import { before, days, hours, type Instant } from '@tidings/vocabulary';
import { aPlan, aRollout, NOON } from '../../builders/a-rollout.js';
import { someEvidence } from '../../builders/some-evidence.js';
import { planNextStep } from './plan-next-step.js';
import type { ContinuousUntil } from '../plan/plan.js';
import type { RolloutFacts } from '../offers/rollout.js';
import type { Step } from './step.js';

const short = ({ kind, reasons }: Step): string => `${kind} ${reasons.map(({ code }) => code).join(',')}`;

describe('a rollout that stays open for late joiners', () => {
  const open = (until: ContinuousUntil, doneAt: Instant | undefined, facts = {}): RolloutFacts =>
    aRollout({
      stage: { index: 2, ...(doneAt !== undefined && { doneAt }) },
      plan: aPlan({ continuous: { until } }),
      ...facts,
    });
  const step = (rollout: RolloutFacts, evidence = {}, now = NOON): string =>
    short(planNextStep(rollout, someEvidence({ stageIndex: 2, ...evidence }), now));
  const yesterday = before(NOON, days(1));

  it('goes on where another would complete', () => {
    expect(step(open({ kind: 'withdrawn' }, undefined))).toBe('continue last-stage-done,late-joiners');
  });

  it('ends at its instant', () => {
    const until = { kind: 'instant', at: NOON } as const;
    expect(step(open(until, yesterday), {}, before(NOON, hours(1)))).toBe('hold late-joiners');
    expect(step(open(until, yesterday))).toBe('complete end-reached');
  });

  it('ends when its release is withdrawn', () => {
    expect(step(open({ kind: 'withdrawn' }, yesterday))).toBe('hold late-joiners');
    expect(step(open({ kind: 'withdrawn' }, yesterday, { release: { state: 'withdrawn' } }))).toBe(
      'complete end-reached',
    );
  });

  it('ends when nobody was offered it for long enough, counted from its last stage at the earliest', () => {
    const until = { kind: 'quiet', lasts: days(30) } as const;
    const longDone = before(NOON, days(30));
    expect(step(open(until, yesterday), { lastOfferedAt: before(NOON, days(60)) })).toBe('hold late-joiners');
    expect(step(open(until, longDone), { lastOfferedAt: yesterday })).toBe('hold late-joiners');
    expect(step(open(until, longDone), { lastOfferedAt: before(NOON, days(60)) })).toBe('complete end-reached');
    expect(step(open(until, longDone))).toBe('complete end-reached');
  });

  it('still halts, and still holds', () => {
    const rollout = open({ kind: 'withdrawn' }, yesterday);
    expect(step(rollout, { segments: [{ started: 3, failed: 3 }] })).toBe('halt failure-rate');
    expect(step(rollout, { unresolved: 50 })).toBe('hold unresolved,late-joiners');
  });
});
