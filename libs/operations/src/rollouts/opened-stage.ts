import type { RolloutRow } from '@tidings/records';
import { type Plan, thresholdOf } from '@tidings/rollout-engine';
import { dateOf, type Instant } from '@tidings/vocabulary';

/** The columns of a rollout whose stage `index` is open: one row, whatever the size of the cohort. */
export function openedStage(
  row: RolloutRow,
  index: number,
  now: Instant,
): Pick<RolloutRow, 'stageIndex' | 'threshold' | 'cap' | 'stageOpenedAt'> {
  const stage = (row.plan as Plan).stages[index]!;
  const counted = row.stageCounts[index] ?? 0;
  return {
    stageIndex: index,
    threshold: String(thresholdOf(stage.share)),
    // Approved count and a tenth: a cohort that grew since then waits for a person (rollouts.md, "Position and exposure").
    cap: counted + Math.ceil(counted / 10),
    stageOpenedAt: dateOf(now),
  };
}
