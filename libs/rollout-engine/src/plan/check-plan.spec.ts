import { describe, expect, it } from '@jest/globals';
import { basisPoints, DomainError, hours, parseInstant, seconds } from '@tidings/vocabulary';
import { aPlan, aStage, NOON } from '../../builders/a-rollout.js';
import { checkPlan, type PlanProblem } from './check-plan.js';
import type { Freeze, Plan } from './plan.js';

const problemsOf = (plan: Plan): string[] => {
  try {
    checkPlan(plan, NOON);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'plan-not-workable') throw error;
    return (error.facts['problems'] as PlanProblem[]).map(({ at, rule }) => `${at} ${rule}`);
  }
};

const aFreeze = (from: string, to: string): Freeze => ({ from, to, why: 'holidays' });

describe('a plan', () => {
  it('that grows, soaks and waits for answers is accepted', () => {
    expect(problemsOf(aPlan({ window: { opens: '22:00', closes: '05:00' } }))).toEqual([]);
  });

  it('may begin with rings and a count, grow over time, and be frozen in one market', () => {
    const stages = [
      aStage({ ring: 'staff' }),
      aStage({ ring: 'early' }),
      aStage({ count: 50 }),
      aStage({ share: basisPoints(1_000), ramp: hours(12) }),
    ];
    const freezes = [{ ...aFreeze('2026-03-01', '2028-03-01'), markets: ['SE'] }, aFreeze('2026-12-20', '2027-01-06')];
    expect(problemsOf(aPlan({ stages, freezes }))).toEqual([]);
  });

  it('may grow by more than ten times behind a stage that can tell', () => {
    const stages = [aStage({ share: basisPoints(100), minimumAnswers: 394 }), aStage()];
    expect(problemsOf(aPlan({ stages }))).toEqual([]);
    expect(problemsOf(aPlan({ stages: [{ ...stages[0]!, minimumAnswers: 393 }, aStage()] }))).toHaveLength(1);
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
    [
      'that opens a ring behind the random part, and twice',
      {
        stages: [
          aStage({ ring: 'staff' }),
          aStage({ share: basisPoints(100) }),
          aStage({ ring: 'early' }),
          aStage({ ring: 'staff' }),
        ],
      },
      ['stages.2.ring ring-after-random', 'stages.3.ring ring-twice'],
    ],
    [
      'that opens a ring over time',
      { stages: [aStage({ ring: 'staff', ramp: hours(6) })] },
      ['stages.0.ramp ring-with-ramp'],
    ],
    [
      'whose counts do not grow',
      { stages: [aStage({ count: 500 }), aStage({ count: 500 })] },
      ['stages.1.count count-does-not-grow'],
    ],
    ['with half a vehicle', { stages: [aStage({ count: 0.5 })] }, ['stages.0.count count-not-whole']],
    [
      'that takes more than ten times behind a stage too small to tell',
      { stages: [aStage({ share: basisPoints(100) }), aStage({ share: basisPoints(1_001) })] },
      ['stages.1 step-too-large'],
    ],
    [
      'that takes more than ten times the vehicles behind a stage too small to tell',
      { stages: [aStage({ count: 10 }), aStage({ count: 101 })] },
      ['stages.1 step-too-large'],
    ],
    ['that grows over no time', { stages: [aStage({ ramp: seconds(0) })] }, ['stages.0.ramp ramp-out-of-range']],
    [
      'with less than no patience',
      { stages: [aStage({ patience: seconds(-1) })] },
      ['stages.0.patience patience-out-of-range'],
    ],
    [
      'that calls a car stalled before a silent one silent',
      { stalledAfter: hours(1) },
      ['stalledAfter stalled-before-silent'],
    ],
    [
      'that tries once and calls it again',
      { retry: { attempts: 1, after: hours(1), classes: [] } },
      ['retry.attempts retry-out-of-range', 'retry.classes retry-out-of-range'],
    ],
    [
      'that tries again on a car that cannot drive',
      { retry: { attempts: 2, after: hours(1), classes: ['not-drivable', 'download'] } },
      ['retry.classes retry-class-not-retried'],
    ],
    [
      'with a freeze nobody can read, and one that runs backwards',
      { freezes: [aFreeze('2026-02-30', 'easter'), aFreeze('2026-12-24', '2026-12-20')] },
      ['freezes.0.from freeze-unreadable', 'freezes.0.to freeze-unreadable', 'freezes.1 freeze-backwards'],
    ],
    [
      'that is frozen for a year',
      { freezes: [aFreeze('2026-03-01', '2026-08-31'), aFreeze('2026-09-01', '2027-03-31')] },
      ['freezes freeze-covers-everything'],
    ],
    [
      'that is frozen until its end',
      {
        freezes: [aFreeze('2026-03-01', '2026-06-30')],
        continuous: { until: { kind: 'instant', at: parseInstant('2026-06-30T00:00:00Z') } },
      },
      ['freezes freeze-covers-everything'],
    ],
    [
      'that ends before its last stage can be over',
      {
        startsAt: parseInstant('2026-04-01T00:00:00Z'),
        continuous: { until: { kind: 'instant', at: parseInstant('2026-04-06T23:59:00Z') } },
      },
      ['continuous.until ends-before-start'],
    ],
    [
      'that ends after an hour without late joiners',
      { continuous: { until: { kind: 'quiet', lasts: hours(1) } } },
      ['continuous quiet-out-of-range'],
    ],
  ])('%s is refused', (_, wishes, problems) => {
    expect(problemsOf(aPlan(wishes))).toEqual(problems);
  });
});
