import { planNextStep } from './plan-next-step.js';
import { planStart, type StartLook } from './plan-start.js';
import type { LookedAt, StepReason } from './step.js';

/** A step as it is written down. */
export interface RecordedStep {
  readonly kind: string;
  /** Of the engine, or a person's own: 'person'. */
  readonly reasons: readonly (Omit<StepReason, 'code'> & { readonly code: string })[];
}

export interface ReplayedStep {
  /** Absent when what was looked at is not there or cannot be decided on. */
  readonly recomputed?: RecordedStep;
  readonly isSame: boolean;
}

/** Decides once more from what the record says was looked at, and compares kind and every reason with its numbers. */
export function replayStep(recorded: RecordedStep, lookedAt: unknown): ReplayedStep {
  const recomputed = decideAgain(lookedAt);
  return recomputed ? { recomputed, isSame: sayingOf(recomputed) === sayingOf(recorded) } : { isSame: false };
}

function decideAgain(lookedAt: unknown): RecordedStep | undefined {
  try {
    const look = lookedAt as LookedAt | StartLook;
    const { kind, reasons } =
      'start' in look
        ? planStart(look.rollout, look.start, look.now)
        : planNextStep(look.rollout, look.evidence, look.now);
    return { kind, reasons };
  } catch {
    // A record that was changed may have any shape; that nothing follows from it is the finding.
    return undefined;
  }
}

const sayingOf = ({ kind, reasons }: RecordedStep): string =>
  JSON.stringify([kind, reasons.map(({ code, wants, has }) => [code, wants, has])]);
