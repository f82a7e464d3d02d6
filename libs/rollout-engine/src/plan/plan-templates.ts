import { basisPoints, type Duration, days, hours } from '@tidings/vocabulary';
import type { Plan, Stage } from './plan.js';

export const TEMPLATE_NAMES = ['careful', 'standard', 'urgent-safety', 'recall'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

export interface PlanTemplate {
  /** What it is for, in a sentence. */
  readonly says: string;
  readonly plan: Plan;
}

const upTo = (share: number, soak: Duration, minimumAnswers: number, needsApproval = false): Stage => ({
  share: basisPoints(share),
  soak,
  minimumAnswers,
  needsApproval,
});

/** Starting points; each number has its reason in docs/plans.md, and every plan passes checkPlan. */
export const PLAN_TEMPLATES: Readonly<Record<TemplateName, PlanTemplate>> = {
  careful: {
    says: 'For what reaches brakes, steering or charging: half the usual failures, two looks by a person, owners are asked.',
    plan: {
      stages: [
        upTo(10, hours(48), 20, true),
        upTo(100, hours(48), 50),
        upTo(500, hours(72), 300, true),
        upTo(2_500, hours(48), 1_200),
        { ...upTo(10_000, hours(48), 1_250), ramp: hours(48) },
      ],
      purpose: 'quality',
      priority: 0,
      failureLimit: basisPoints(100),
      silentAfter: hours(24),
      inFlightAtFirst: 10,
      consent: 'asks',
    },
  },
  standard: {
    says: 'For features and everyday quality: a careful start, a look at a tenth, then everybody.',
    plan: {
      stages: [upTo(100, hours(24), 20), upTo(1_000, hours(24), 20), upTo(10_000, hours(24), 20)],
      purpose: 'feature',
      priority: 0,
      failureLimit: basisPoints(200),
      silentAfter: hours(24),
      inFlightAtFirst: 20,
    },
  },
  'urgent-safety': {
    says: 'For a danger that grows with waiting: three short stages, more cars at a time, the owner is told.',
    plan: {
      stages: [
        upTo(200, hours(6), 50),
        upTo(2_000, hours(6), 500),
        { ...upTo(10_000, hours(12), 540), ramp: hours(12) },
      ],
      purpose: 'safety',
      priority: 0,
      failureLimit: basisPoints(200),
      silentAfter: hours(6),
      inFlightAtFirst: 50,
      consent: 'tells',
      retry: { attempts: 3, after: hours(12), classes: ['download', 'precondition-not-met'] },
    },
  },
  recall: {
    says: 'For a recall: it stays open until its release is withdrawn, tries again, and nothing of a lower class goes before it.',
    plan: {
      stages: [
        upTo(500, hours(24), 50),
        upTo(5_000, hours(24), 500),
        { ...upTo(10_000, hours(24), 540), ramp: hours(24) },
      ],
      purpose: 'recall',
      priority: 0,
      failureLimit: basisPoints(200),
      silentAfter: hours(24),
      inFlightAtFirst: 50,
      consent: 'tells',
      retry: {
        attempts: 5,
        after: days(1),
        classes: ['download', 'precondition-not-met', 'ended-by-owner', 'degraded'],
      },
      continuous: { until: { kind: 'withdrawn' } },
    },
  },
};
