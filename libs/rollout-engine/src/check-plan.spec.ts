import { describe, expect, it } from '@jest/globals';
import { basisPoints, DomainError, hours, seconds } from '@tidings/vocabulary';
import { aPlan, aStage } from '../builders/a-rollout.js';
import { checkPlan, type PlanProblem } from './check-plan.js';
import type { Plan } from './plan.js';

const problemsOf = (plan: Plan): string[] => {
  try {
    checkPlan(plan);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'plan-not-workable') throw error;
    return (error.facts['problems'] as PlanProblem[]).map(({ at, rule }) => `${at} ${rule}`);
  }
};

describe('a plan', () => {
  it('that grows, soaks and waits for answers is accepted', () => {
    expect(problemsOf(aPlan({ window: { opens: '22:00', closes: '05:00' } }))).toEqual([]);
  });

  it('may end below everybody', () => {
    expect(problemsOf(aPlan({ stages: [aStage({ share: basisPoints(500) })] }))).toEqual([]);
  });

  it.each<[string, Partial<Plan>, string[]]>([
    ['without stages', { stages: [] }, ['stages no-stages']],
    ['that exposes nobody', { stages: [aStage({ share: basisPoints(0) })] }, ['stages.0.share share-does-not-grow']],
    ['that does not grow', { stages: [aStage(), aStage()] }, ['stages.1.share share-does-not-grow']],
    [
      'that leaves before silence shows',
      { stages: [aStage({ soak: hours(1) })] },
      ['stages.0.soak soak-shorter-than-silence'],
    ],
    [
      'that asks for no answers',
      { stages: [aStage({ minimumAnswers: 0 })] },
      ['stages.0.minimumAnswers no-answers-asked'],
    ],
    [
      'that asks for half an answer',
      { stages: [aStage({ minimumAnswers: 1.5 })] },
      ['stages.0.minimumAnswers no-answers-asked'],
    ],
    ['that tolerates nothing', { failureLimit: basisPoints(0) }, ['failureLimit failure-limit-out-of-range']],
    ['that tolerates everything', { failureLimit: basisPoints(5_000) }, ['failureLimit failure-limit-out-of-range']],
    ['in which everybody is silent at once', { silentAfter: seconds(0) }, ['silentAfter silence-out-of-range']],
    ['in which nobody may be under way', { inFlightAtFirst: 0 }, ['inFlightAtFirst pace-out-of-range']],
    ['with half a car under way', { inFlightAtFirst: 1.5 }, ['inFlightAtFirst pace-out-of-range']],
    ['with half a priority', { priority: 0.5 }, ['priority priority-not-whole']],
    [
      'with a window nobody can read',
      { window: { opens: '25:00', closes: 'dawn' } },
      ['window.opens window-unreadable', 'window.closes window-unreadable'],
    ],
    ['with a window that never opens', { window: { opens: '05:00', closes: '05:00' } }, ['window window-empty']],
  ])('%s is refused', (_, wishes, problems) => {
    expect(problemsOf(aPlan(wishes))).toEqual(problems);
  });
});
