import type { Instant } from '@tidings/vocabulary';
import type { Plan } from '../plan/plan.js';
import { rampThreshold } from './ramp.js';
import type { OpenRamp, OpenStage } from '../offers/rollout.js';

/** What was counted when the stages were prepared, by stage. */
export interface StagesOnPaper {
  readonly thresholds: readonly number[];
  readonly stageCounts: readonly number[];
}

/** Stage `index` of the plan as it opens; `from`: positions below are exposed already. A stage with a ramp opens by its first part. */
export function openStage(
  { stages }: Plan,
  { thresholds, stageCounts }: StagesOnPaper,
  index: number,
  from: number,
  now: Instant,
): OpenStage {
  const over = stages[index]!.ramp;
  const counted = stageCounts[index] ?? 0;
  const to = thresholds[index]!;
  const ramp: OpenRamp | undefined = over && { from, to, over, step: 1, steppedAt: now };
  return {
    index,
    threshold: ramp ? rampThreshold(ramp, 1) : to,
    cap: capOf(counted),
    openedAt: now,
    ...(ramp && { ramp }),
  };
}

/** Approved count and a tenth: a cohort that grew since then waits for a person (rollouts.md, "Position and exposure"). */
export const capOf = (counted: number): number => counted + Math.ceil(counted / 10);

/** The open stage behind this step of its ramp. */
export function growStage(stage: OpenStage, step: number, now: Instant): OpenStage {
  if (stage.ramp === undefined) return stage;
  const ramp: OpenRamp = { ...stage.ramp, step, steppedAt: now };
  return { ...stage, threshold: rampThreshold(ramp, step), ramp };
}
