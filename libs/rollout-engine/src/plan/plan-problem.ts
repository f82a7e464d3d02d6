/** Why a plan cannot work. */
export type PlanRule =
  | 'no-stages'
  | 'share-does-not-grow'
  | 'count-does-not-grow'
  | 'count-not-whole'
  | 'count-beyond-cohort'
  | 'stage-exposes-nobody-new'
  | 'ring-after-random'
  | 'ring-twice'
  | 'ring-unknown'
  | 'ring-with-ramp'
  | 'exposure-not-one'
  | 'step-too-large'
  | 'soak-shorter-than-silence'
  | 'patience-out-of-range'
  | 'ramp-out-of-range'
  | 'no-answers-asked'
  | 'opened-stage-changed'
  | 'failure-limit-out-of-range'
  | 'guardrail-limit-out-of-range'
  | 'silence-out-of-range'
  | 'stalled-before-silent'
  | 'pace-out-of-range'
  | 'priority-not-whole'
  | 'retry-out-of-range'
  | 'retry-class-not-retried'
  | 'window-unreadable'
  | 'window-empty'
  | 'freeze-unreadable'
  | 'freeze-backwards'
  | 'freeze-covers-everything'
  | 'ends-before-start'
  | 'quiet-out-of-range';

/** What is wrong where; `at` is the path in the plan, `rule` is for tests and translations, `says` for people. */
export interface PlanProblem {
  readonly at: string;
  readonly rule: PlanRule;
  readonly says: string;
}
