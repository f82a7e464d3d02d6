import { describe, expect, it } from '@jest/globals';
import { before, minutes } from '@tidings/vocabulary';
import { aPlan, aRollout, NOON } from '../../builders/a-rollout.js';
import { planStart } from './plan-start.js';
import { replayStep } from './replay-step.js';
import type { RolloutFacts } from '../offers/rollout.js';

const planned = aRollout({
  state: { kind: 'approved', at: before(NOON, minutes(60)), by: 'Paul' },
  stage: 'none',
  plan: aPlan({ startsAt: NOON }),
});
const stale = { code: 'release-not-available', wants: 'an available release', has: 'withdrawn' } as const;
const step = (rollout: RolloutFacts, obstacles: readonly (typeof stale)[] = [], now = NOON): string => {
  const { kind, reasons } = planStart(rollout, { obstacles }, now);
  return `${kind} ${reasons.map(({ code }) => code).join(',')}`;
};

describe('a planned start', () => {
  it('comes at its time, not before', () => {
    expect(step(planned)).toBe('start start-time');
    expect(step(planned, [], before(NOON, minutes(1)))).toBe('hold start-time');
  });

  it('waits for what stands against it, and says what', () => {
    expect(step(planned, [stale])).toBe('hold release-not-available');
    expect(step(planned, [stale], before(NOON, minutes(1)))).toBe('hold start-time,release-not-available');
  });

  it('is of approved rollouts with a time only', () => {
    expect(step(aRollout({ plan: { startsAt: NOON } }))).toBe('hold not-approved');
    expect(step({ ...planned, plan: aPlan() })).toBe('hold start-time');
  });

  it('is replayed like any step', () => {
    const look = JSON.parse(JSON.stringify({ rollout: planned, start: { obstacles: [] }, now: NOON })) as unknown;
    const recorded = planStart(planned, { obstacles: [] }, NOON);
    expect(replayStep(recorded, look).isSame).toBe(true);
    expect(replayStep({ ...recorded, kind: 'hold' }, look).isSame).toBe(false);
  });
});
