import { describe, expect, it } from '@jest/globals';
import { after, before, days, hours, type Instant } from '@tidings/vocabulary';
import { aPlan, aRollout, aStage, NOON } from '../../builders/a-rollout.js';
import { someEvidence } from '../../builders/some-evidence.js';
import { planNextStep } from './plan-next-step.js';
import type { RolloutFacts } from '../offers/rollout.js';
import { asksPerson, type Step } from './step.js';

const firstStage = aRollout({ stage: { index: 0 } });
const lastStage = aRollout({ stage: { index: 2 } });
const TEN_ANSWERS = [aStage({ minimumAnswers: 10 }), aStage({ minimumAnswers: 10 })];
const short = ({ kind, reasons }: Step): string => `${kind} ${reasons.map(({ code }) => code).join(',')}`;
const next = (evidence: Parameters<typeof someEvidence>[0], rollout: RolloutFacts = firstStage): string =>
  short(planNextStep(rollout, someEvidence(evidence), NOON));

describe('cars without an outcome', () => {
  const late = after(NOON, days(3));
  it('hold the stage, and from the end of patience on a person is asked', () => {
    expect(short(planNextStep(firstStage, someEvidence({ unresolved: 3 }), before(late, hours(1))))).toBe(
      'hold unresolved',
    );
    const asked = planNextStep(firstStage, someEvidence({ unresolved: 3 }), late);
    expect(short(asked)).toBe('hold unresolved,patience');
    expect(asksPerson(asked)).toBe(true);
  });

  it('are no ground to ask while something else holds', () => {
    const evidence = someEvidence({ unresolved: 3, failed: { 'not-drivable': 1 } });
    expect(short(planNextStep(firstStage, evidence, late))).toBe('hold not-drivable,unresolved');
  });

  it('do not keep the rollout from its end for ever: a car that is parked for good', () => {
    const parked = aRollout({ stage: { index: 2 }, tally: { open: 1 } });
    expect(short(planNextStep(parked, someEvidence({ stageIndex: 2 }), late))).toBe('complete last-stage-done');
  });

  it('hold a stage of fewer than twenty, because half of them may be dead and not show it yet', () => {
    const few = { answersInStage: 10, inStage: { startedLongAgo: 10, unresolved: 0, silent: 0 } };
    const under = (tally: RolloutFacts['tally'], index = 0) =>
      next({ ...few, stageIndex: index }, aRollout({ stage: { index }, tally, plan: aPlan({ stages: TEN_ANSWERS }) }));
    expect(under({ offered: 30, open: 20, outcomes: 10 })).toBe('hold answers');
    expect(under({ offered: 10, open: 0, outcomes: 10 })).toBe('advance evidence-complete');
    expect(under({ offered: 11, open: 1, outcomes: 10 }, 1)).not.toContain('answers');
  });

  it('are not asked about where the cohort has grown beyond what was counted: that is', () => {
    const full = aRollout({ stage: { index: 0, cap: 110 }, tally: { offered: 110 } });
    const step = planNextStep(full, someEvidence(), NOON);
    expect(short(step)).toBe('hold cohort-grew');
    expect(asksPerson(step)).toBe(true);
  });
});

describe('the next step', () => {
  it('is the next stage when the evidence is complete', () => {
    expect(planNextStep(firstStage, someEvidence(), NOON)).toMatchObject({ kind: 'advance', toStage: 1 });
  });

  it.each<[string, Parameters<typeof someEvidence>[0], string]>([
    ['waits for the soak', { openedAt: after(NOON, hours(-47)) }, 'hold soak'],
    ['opens at the end of the soak', { openedAt: after(NOON, days(-2)) }, 'advance evidence-complete'],
    ['waits for answers', { answersInStage: 9 }, 'hold answers'],
    ['waits for soak and answers and says both', { openedAt: NOON, answersInStage: 0 }, 'hold soak,answers'],
    ['goes on with 2 % unresolved', { unresolved: 2 }, 'advance evidence-complete'],
    ['waits with more', { unresolved: 3 }, 'hold unresolved'],
    ['waits when they are silent', { unresolved: 3, silent: 3 }, 'hold unresolved,silent'],
    [
      'does not open with half its cars silently dead',
      { startedLongAgo: 100, unresolved: 50, silent: 50 },
      'hold unresolved,silent',
    ],
    ['waits after one car that cannot drive', { failed: { 'not-drivable': 1 } }, 'hold not-drivable'],
    ['is a halt after two', { failed: { 'not-drivable': 2 } }, 'halt not-drivable'],
    ['goes on with failures as tolerated', { segments: [{ started: 100, failed: 2 }] }, 'advance evidence-complete'],
    ['is a halt when too many installations fail', { segments: [{ started: 100, failed: 12 }] }, 'halt failure-rate'],
    [
      'is a halt when too many of the last ones fail, however well the others did',
      { segments: [...Array.from({ length: 80 }, () => ({ started: 250, failed: 0 })), { started: 7, failed: 7 }] },
      'halt failure-rate',
    ],
    [
      'is a halt before anything else',
      { segments: [{ started: 100, failed: 12 }], openedAt: NOON, unresolved: 50 },
      'halt failure-rate',
    ],
    [
      'holds and never halts for downloads',
      { segments: [{ started: 100, failed: 0, signals: { download: 100 } }] },
      'hold download-failures',
    ],
    [
      'does not open with half of its own cars dead behind a thousand good ones of earlier stages',
      { startedLongAgo: 1_020, unresolved: 10, inStage: { startedLongAgo: 20, unresolved: 10, silent: 10 } },
      'hold unresolved,silent',
    ],
    [
      'waits until as many as must answer have started long enough ago to be silent',
      { startedLongAgo: 3, inStage: { startedLongAgo: 3, unresolved: 0, silent: 0 } },
      'hold answers',
    ],
    [
      'is a pause when cars make no progress, before any hold',
      { segments: [{ started: 100, failed: 0, signals: { stalled: 30 } }], openedAt: NOON, unresolved: 30 },
      'pause stalled',
    ],
    [
      'is a halt before a pause',
      { segments: [{ started: 100, failed: 0, signals: { stalled: 30, rollback: 30 } }] },
      'halt rollback',
    ],
    [
      'lets 2 % above the silence of vehicles not exposed be without an outcome',
      { unresolved: 5, silent: 5, control: { silent: { spells: [], below: 100, above: 900, aboveShare: 0.04 } } },
      'advance evidence-complete',
    ],
    [
      'does not call half the cars dead background, whatever the others do',
      { unresolved: 50, silent: 50, control: { silent: { spells: [], below: 100, above: 900, aboveShare: 0.6 } } },
      'hold unresolved,silent',
    ],
    [
      'is a hold of the slice that fails more than the rest, while the rest goes on',
      {
        sliceLook: {
          look: 0,
          answers: 250,
          failed: 6,
          slices: [{ attribute: 'hardwareId', value: 'vega-b', answers: 20, failed: 5 }],
        },
      },
      'hold-slice guilty-slice',
    ],
    [
      'is what it would be when the finder accuses nobody',
      { sliceLook: { look: 0, answers: 250, failed: 0, slices: [] } },
      'advance evidence-complete',
    ],
    [
      'does not count what is no failure',
      { failed: { 'precondition-not-met': 30, 'ended-by-owner': 30, 'stopped-by-us': 30 } },
      'advance evidence-complete',
    ],
    [
      'is a halt after three when every car fails',
      { segments: [{ started: 3, failed: 3 }], openedAt: NOON },
      'halt failure-rate',
    ],
    [
      'is none after two',
      { segments: [{ started: 2, failed: 2 }], openedAt: NOON, answersInStage: 2 },
      'hold soak,answers',
    ],
  ])('%s', (_, evidence, step) => {
    expect(next(evidence)).toBe(step);
  });

  it('names the cars that made it halt', () => {
    const segments = [
      { started: 250, failed: 0 },
      { started: 5, failed: 5 },
    ];
    const { reasons } = planNextStep(firstStage, someEvidence({ segments }), NOON);
    expect(reasons).toMatchObject([{ code: 'failure-rate', has: '5 of the last 5 failed, 5 of 255 in all' }]);
  });

  describe('with a person as the last gate', () => {
    const asked = aRollout({
      stage: { index: 0 },
      plan: aPlan({ stages: [aStage({ ...firstStage.plan.stages[0], needsApproval: true }), aStage()] }),
    });
    it('asks only when everything else says yes', () => {
      expect(next({ answersInStage: 0 }, asked)).toBe('hold answers');
      expect(next({}, asked)).toBe('hold approval');
    });
    it('goes on after the yes', () => {
      expect(next({ isNextApproved: true }, asked)).toBe('advance evidence-complete');
    });
    it('is not moved by a yes against the evidence', () => {
      expect(next({ isNextApproved: true, unresolved: 50 }, asked)).toBe('hold unresolved');
    });
  });

  it('completes when the last stage is over and everybody has answered', () => {
    expect(next({ stageIndex: 2 }, lastStage)).toBe('complete last-stage-done');
  });

  it('does not complete while somebody was offered it within the last soak', () => {
    const lately = before(NOON, hours(47));
    expect(next({ stageIndex: 2, lastOfferedAt: lately }, lastStage)).toBe('hold still-coming');
    expect(next({ stageIndex: 2, lastOfferedAt: before(NOON, hours(48)) }, lastStage)).toBe('complete last-stage-done');
  });

  it('soaks anew after a pause, in which nobody began', () => {
    const resumed = (since: Instant) => next({}, aRollout({ state: { kind: 'running', since }, stage: { index: 0 } }));
    expect(resumed(before(NOON, hours(47)))).toBe('hold soak');
    expect(resumed(before(NOON, hours(48)))).toBe('advance evidence-complete');
  });

  it('does not complete while a vehicle is under way', () => {
    expect(next({ stageIndex: 2 }, aRollout({ stage: { index: 2 }, tally: { open: 1 } }))).toBe('hold unresolved');
  });

  it('is none for a rollout that does not run', () => {
    expect(next({}, aRollout({ state: { kind: 'draft' } }))).toBe('hold not-running');
    expect(next({}, aRollout({ stage: 'none' }))).toBe('hold not-running');
  });

  it('refuses evidence of another stage, and a stage the plan does not have', () => {
    expect(() => next({ stageIndex: 1 })).toThrow(expect.objectContaining({ code: 'revision-conflict' }));
    const beyond: RolloutFacts = { ...firstStage, stage: { ...firstStage.stage!, index: 7 } };
    expect(() => next({ stageIndex: 7 }, beyond)).toThrow(expect.objectContaining({ code: 'revision-conflict' }));
  });
});
