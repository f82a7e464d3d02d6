import {
  FAILURES_OF_THE_RATE,
  FEWEST_ANSWERS,
  SLICE_LOOKS,
  type SliceCount,
  sliceHolds,
  type SliceLook,
  slicesOf,
} from '@tidings/rollout-engine';
import type { Trial } from './simulated-car.js';
import type { SimulatedRollout } from './simulated-rollout.js';

/** What the sub-cohort finder sees at its next look (views/rollouts/slice-look); undefined while it is not time. */
export function sliceLookOf({
  trials,
  facts,
  sliceLooks,
}: Pick<SimulatedRollout, 'trials' | 'facts' | 'sliceLooks'>): SliceLook | undefined {
  const wanted = SLICE_LOOKS[sliceLooks];
  if (wanted === undefined || facts.tally.outcomes < wanted) return undefined;
  const answers = firstVerdicts(trials).slice(0, wanted);
  if (answers.length < wanted) return undefined;
  const free = answers.filter((trial) => !facts.holds.some((hold) => sliceHolds(hold, trial.facts)));
  return { look: sliceLooks, answers: free.length, failed: free.filter(fails).length, slices: countsOf(free) };
}

function firstVerdicts(trials: readonly Trial[]): readonly Trial[] {
  const firsts = new Map<string, Trial>();
  for (const trial of trials)
    if (hasVerdict(trial) && !firsts.has(trial.attempt.vehicleId)) firsts.set(trial.attempt.vehicleId, trial);
  return [...firsts.values()].sort((a, b) => a.attempt.closedAt! - b.attempt.closedAt!);
}

const hasVerdict = (trial: Trial): boolean => trial.attempt.state.kind === 'installed' || fails(trial);

const fails = ({ attempt: { state } }: Trial): boolean =>
  state.kind === 'contradicted' || (state.kind === 'failed' && COUNTED.has(state.failure));

const COUNTED: ReadonlySet<string> = new Set(FAILURES_OF_THE_RATE);

function countsOf(answers: readonly Trial[]): readonly SliceCount[] {
  const counts = new Map<string, { attribute: string; value: string; answers: number; failed: number }>();
  for (const trial of answers)
    for (const { attribute, value } of slicesOf(trial.facts)) {
      const key = JSON.stringify([attribute, value]);
      const count = counts.get(key) ?? { attribute, value, answers: 0, failed: 0 };
      count.answers += 1;
      if (fails(trial)) count.failed += 1;
      counts.set(key, count);
    }
  return [...counts.entries()]
    .filter(([, count]) => count.answers >= FEWEST_ANSWERS)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, count]) => count);
}
