import { type Instant, isoOf } from '@tidings/vocabulary';
import type { MovingRollout } from '../offers/rollout.js';
import type { StepReason } from './step.js';

/** What stands against opening the first stage, besides the clock. */
export interface StartEvidence {
  readonly obstacles: readonly StepReason[];
}

/** All that planStart looks at: whoever has it can decide again. */
export interface StartLook {
  readonly rollout: Pick<MovingRollout, 'state' | 'plan'>;
  readonly start: StartEvidence;
  readonly now: Instant;
}

export interface StartStep {
  readonly kind: 'start' | 'hold';
  readonly reasons: readonly StepReason[];
}

/** Whether the conductor opens the first stage of an approved rollout: at the plan's time, and if nothing stands against it. */
export function planStart(
  { state, plan }: StartLook['rollout'],
  { obstacles }: StartEvidence,
  now: Instant,
): StartStep {
  if (state.kind !== 'approved')
    return { kind: 'hold', reasons: [{ code: 'not-approved', wants: 'an approved rollout', has: state.kind }] };
  if (plan.startsAt === undefined)
    return { kind: 'hold', reasons: [{ code: 'start-time', wants: 'a person who starts it', has: 'nobody yet' }] };
  const due: StepReason = { code: 'start-time', wants: `the start at ${isoOf(plan.startsAt)}`, has: isoOf(now) };
  const waits = [...(now < plan.startsAt ? [due] : []), ...obstacles];
  return waits.length > 0 ? { kind: 'hold', reasons: waits } : { kind: 'start', reasons: [due] };
}
