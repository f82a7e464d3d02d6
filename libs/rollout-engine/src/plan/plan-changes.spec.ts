import { describe, expect, it } from '@jest/globals';
import { basisPoints, days, hours, parseInstant } from '@tidings/vocabulary';
import { aPlan, aStage } from '../../builders/a-rollout.js';
import { needsSecondPerson, planChanges } from './plan-changes.js';
import type { Plan } from './plan.js';

const before = aPlan({ window: { opens: '22:00', closes: '05:00' } });
const said = (after: Partial<Plan>, than: Plan = before): string[] =>
  planChanges(than, { ...than, ...after }).map(({ at, effect, says }) => `${at} ${effect}: ${says}`);
const [first, second, third] = before.stages;

describe('a change of plan', () => {
  it.each<[string, Partial<Plan>, string[]]>([
    ['says nothing when nothing changes', {}, []],
    ['tightens by a lower limit', { failureLimit: basisPoints(100) }, ['failureLimit tightens: 1% instead of 2%']],
    ['loosens by a higher one', { failureLimit: basisPoints(300) }, ['failureLimit loosens: 3% instead of 2%']],
    ['loosens by more cars at a time', { inFlightAtFirst: 40 }, ['inFlightAtFirst loosens: 40 instead of 20']],
    [
      'loosens by going before others',
      { priority: 5, purpose: 'safety' },
      ['purpose loosens: safety instead of feature', 'priority loosens: 5 instead of 0'],
    ],
    ['tightens by asking owners', { consent: 'asks' }, ['consent tightens: asks instead of tells']],
    [
      'tightens by stages that go, and by longer soaks, more answers and a person',
      { stages: [first!, { ...second!, soak: days(3), minimumAnswers: 50, needsApproval: true }] },
      [
        'stages.1.soak tightens: 3d instead of 2d',
        'stages.1.minimumAnswers tightens: 50 answers instead of 10 answers',
        'stages.1.needsApproval tightens: a person says yes instead of nobody is asked',
        'stages.2 tightens: no stage of 100% any more',
      ],
    ],
    [
      'loosens by a stage that comes in between, which moves those behind it',
      { stages: [first!, aStage({ share: basisPoints(5_000) }), third!, aStage()] },
      ['stages.1 loosens: 50% instead of 10%', 'stages.3 loosens: a new stage of 100%'],
    ],
    [
      'cannot compare a share with a count, which loosens',
      { stages: [aStage({ count: 5 }), second!, third!] },
      ['stages.0 loosens: 5 vehicles instead of 1%'],
    ],
    [
      'tightens by a ramp',
      { stages: [first!, second!, { ...third!, ramp: hours(24) }] },
      ['stages.2.ramp tightens: over 1d instead of all at once'],
    ],
    [
      'tightens by a freeze and loosens by another window',
      {
        freezes: [{ from: '2026-12-20', to: '2027-01-06', why: 'Christmas' }],
        window: { opens: '20:00', closes: '06:00' },
      },
      [
        'window loosens: 20:00 to 06:00 local time instead of 22:00 to 05:00 local time',
        'freezes tightens: adds 2026-12-20 to 2027-01-06 in every market (Christmas)',
      ],
    ],
    [
      'loosens by trying again, staying open and starting by the clock',
      {
        retry: { attempts: 2, after: hours(24), classes: ['download'] },
        continuous: { until: { kind: 'withdrawn' } },
        startsAt: parseInstant('2026-04-01T06:00:00Z'),
      },
      [
        'startsAt loosens: 2026-04-01T06:00:00.000Z instead of when a person says so',
        'continuous loosens: open for late joiners until the release is withdrawn instead of ends with its last stage',
        'retry loosens: 2 tries, 1d apart, after download instead of none',
      ],
    ],
    [
      'loosens by a guardrail that is not watched any more, tightens by one that is',
      { guardrails: { limits: { silent: 'off', degraded: basisPoints(50) }, blindAfter: days(2) } },
      [
        'guardrails.degraded tightens: 0.5% instead of not watched',
        'guardrails.silent loosens: not watched instead of 2%',
        'guardrails.blindAfter tightens: 2d instead of 7d',
      ],
    ],
  ])('%s', (_, after, changes) => {
    expect(said(after)).toEqual(changes);
  });

  it('takes the other direction for the opposite change', () => {
    const retry = { attempts: 3, after: hours(24), classes: ['download', 'degraded'] } as const;
    expect(said({ retry: { ...retry, classes: ['download'] } }, aPlan({ retry }))).toEqual([
      expect.stringContaining('retry tightens'),
    ]);
    expect(
      said(
        { startsAt: parseInstant('2026-05-01T06:00:00Z') },
        aPlan({ startsAt: parseInstant('2026-04-01T06:00:00Z') }),
      ),
    ).toEqual([expect.stringContaining('startsAt tightens')]);
  });

  it('takes one person when all of it tightens, and two otherwise', () => {
    const tightened = planChanges(before, { ...before, failureLimit: basisPoints(100) });
    const mixed = planChanges(before, { ...before, failureLimit: basisPoints(100), inFlightAtFirst: 21 });
    expect([needsSecondPerson(tightened), needsSecondPerson(mixed)]).toEqual([false, true]);
  });
});
