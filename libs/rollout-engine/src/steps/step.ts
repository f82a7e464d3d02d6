import type { Instant } from '@tidings/vocabulary';
import type { StageEvidence } from './evidence.js';
import type { LimitedGuardrail } from '../guardrails/guardrail-settings.js';
import type { MovingRollout } from '../offers/rollout.js';
import type { Slice } from '../guardrails/slice-hold.js';

/** All that planNextStep looks at: whoever has it can decide again. */
export interface LookedAt {
  readonly rollout: MovingRollout;
  readonly evidence: StageEvidence;
  readonly now: Instant;
}

/** A reason of a step, with the numbers compared; `code` is closed so that pages and tests can name it. */
export interface StepReason {
  readonly code:
    | 'not-running'
    | 'not-drivable'
    | 'failure-rate'
    | 'download-failures'
    | 'silent'
    | Exclude<LimitedGuardrail, 'download' | 'silent'>
    | 'guilty-slice'
    | 'soak'
    | 'answers'
    | 'unresolved'
    | 'not-approved'
    | 'start-time'
    | 'release-not-available'
    | 'register-too-old'
    | 'ramp'
    | 'patience'
    | 'cohort-grew'
    | 'approval'
    | 'evidence-complete'
    | 'ramp-step-due'
    | 'still-coming'
    | 'last-stage-done'
    | 'late-joiners'
    | 'end-reached';
  readonly wants: string;
  readonly has: string;
}

/** Order of force: halt, pause, hold a slice, hold, advance (rollouts.md, "Moving"). */
export type Step =
  | { readonly kind: 'hold'; readonly reasons: readonly StepReason[] }
  | { readonly kind: 'advance'; readonly toStage: number; readonly reasons: readonly StepReason[] }
  /** A part of the cohort waits; the rest goes on. */
  | { readonly kind: 'hold-slice'; readonly slice: Slice; readonly reasons: readonly StepReason[] }
  /** The next small part of a stage that opens over time. */
  | { readonly kind: 'grow'; readonly toRampStep: number; readonly reasons: readonly StepReason[] }
  /** The last stage is over, and late joiners are still offered the release. */
  | { readonly kind: 'continue'; readonly reasons: readonly StepReason[] }
  | { readonly kind: 'pause'; readonly reasons: readonly StepReason[] }
  | { readonly kind: 'halt'; readonly reasons: readonly StepReason[] }
  | { readonly kind: 'complete'; readonly reasons: readonly StepReason[] };

/** Holds that only a person ends. */
export const asksPerson = ({ kind, reasons }: Pick<Step, 'kind' | 'reasons'>): boolean =>
  kind === 'hold' && reasons.some(({ code }) => code === 'patience' || code === 'approval' || code === 'cohort-grew');
