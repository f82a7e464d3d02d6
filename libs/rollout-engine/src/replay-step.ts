import { planNextStep } from './plan-next-step.js';
import type { LookedAt, Step, StepReason } from './step.js';

/** A step as it is written down. */
export interface RecordedStep {
  readonly kind: string;
  /** Of the engine, or a person's own: 'person'. */
  readonly reasons: readonly (Omit<StepReason, 'code'> & { readonly code: string })[];
}

export interface ReplayedStep {
  /** Absent when what was looked at is not there or cannot be decided on. */
  readonly recomputed?: Pick<Step, 'kind' | 'reasons'>;
  readonly isSame: boolean;
}

/** Decides once more from what the record says was looked at, and compares kind and every reason with its numbers. */
export function replayStep(recorded: RecordedStep, lookedAt: unknown): ReplayedStep {
  const recomputed = decideAgain(lookedAt);
  return recomputed ? { recomputed, isSame: sayingOf(recomputed) === sayingOf(recorded) } : { isSame: false };
}

function decideAgain(lookedAt: unknown): Pick<Step, 'kind' | 'reasons'> | undefined {
  try {
    const { rollout, evidence, now } = lookedAt as LookedAt;
    const { kind, reasons } = planNextStep(rollout, evidence, now);
    return { kind, reasons };
  } catch {
    // A record that was changed may have any shape; that nothing follows from it is the finding.
    return undefined;
  }
}

const sayingOf = ({ kind, reasons }: RecordedStep): string =>
  JSON.stringify([kind, reasons.map(({ code, wants, has }) => [code, wants, has])]);
