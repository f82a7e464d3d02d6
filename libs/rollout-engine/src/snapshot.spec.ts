import { describe, expect, it } from '@jest/globals';
import { after, hours, minutes, type RolloutId } from '@tidings/vocabulary';
import { aPlan, aRollout, NOON } from '../builders/a-rollout.js';
import type { Purpose } from './plan.js';
import { compileSnapshot } from './snapshot.js';
import type { RolloutFacts } from './rollout.js';

const named = (id: string, purpose: Purpose, priority = 0, createdAt = NOON): RolloutFacts =>
  aRollout({ rolloutId: `rol_${id}` as RolloutId, createdAt, plan: aPlan({ purpose, priority }) });

const orderOf = (...rollouts: RolloutFacts[]): string[] =>
  compileSnapshot(rollouts).inOrder.map(({ facts }) => facts.rolloutId.slice(4));

describe('the order of rollouts', () => {
  it('is class first, so that a recall never waits for a feature', () => {
    expect(
      orderOf(named('f', 'feature', 99), named('y', 'security', 9), named('s', 'safety'), named('r', 'recall', -5)),
    ).toEqual(['r', 's', 'y', 'f']);
  });
  it('is priority within a class; quality and feature are one class', () => {
    expect(orderOf(named('q', 'quality', 1), named('f', 'feature', 2))).toEqual(['f', 'q']);
  });
  it('is older first when nothing else decides, and the id at last', () => {
    const later = after(NOON, hours(1));
    expect(orderOf(named('a', 'feature', 0, later), named('c', 'feature'), named('b', 'feature'))).toEqual([
      'b',
      'c',
      'a',
    ]);
    expect(orderOf(named('b', 'feature'), named('c', 'feature'))).toEqual(['b', 'c']);
  });
});

describe('the fingerprint', () => {
  const { fingerprint } = compileSnapshot([aRollout()]);
  it('stays the same over a heartbeat and outcomes', () => {
    const beaten = aRollout({ evaluatedAt: after(NOON, minutes(1)), tally: { offered: 3, open: 2, outcomes: 1 } });
    expect(compileSnapshot([beaten]).fingerprint).toBe(fingerprint);
  });
  it.each<[string, RolloutFacts]>([
    ['a state', aRollout({ state: { kind: 'completed', at: NOON } })],
    ['a stage', aRollout({ stage: { threshold: 1 } })],
    ['a start', aRollout({ stage: 'none' })],
    ['a note', aRollout({ readiness: new Map() })],
    ['an epoch', aRollout({ epoch: 2 })],
  ])('changes with %s', (_, changed) => {
    expect(compileSnapshot([changed]).fingerprint).not.toBe(fingerprint);
  });
});
