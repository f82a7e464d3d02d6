import { describe, expect, it } from '@jest/globals';
import { after, hours, type RolloutId } from '@tidings/vocabulary';
import { aPlan, aRollout, NOON } from '../../builders/a-rollout.js';
import type { Purpose } from '../plan/plan.js';
import { compileSnapshot, withFacts } from './snapshot.js';
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

describe('fresher counts', () => {
  it('are laid over the same rollouts in the same order', () => {
    const before = compileSnapshot([named('f', 'feature'), named('r', 'recall')]);
    const fresh = withFacts(before, (facts) => ({ ...facts, tally: { offered: 3, open: 2, outcomes: 1 } }));
    expect(fresh.inOrder.map(({ facts }) => [facts.rolloutId, facts.tally.open])).toEqual([
      ['rol_r', 2],
      ['rol_f', 2],
    ]);
    expect(fresh.byId.get('rol_f' as RolloutId)?.cohort).toBe(before.byId.get('rol_f' as RolloutId)?.cohort);
  });

  it('decide again who is running', () => {
    const stopped = withFacts(compileSnapshot([aRollout()]), (facts) => ({
      ...facts,
      state: { kind: 'completed', at: NOON },
    }));
    expect(stopped.running).toEqual([]);
  });
});
