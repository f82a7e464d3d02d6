import type { RolloutRow } from '@tidings/records';
import { growStage, openStage, type OpenStage, type Plan } from '@tidings/rollout-engine';
import { dateOf, type Instant } from '@tidings/vocabulary';

type StageColumns = Pick<RolloutRow, 'stageIndex' | 'threshold' | 'cap' | 'stageOpenedAt' | 'ramp'>;

/** The columns of a rollout whose stage `index` is open: one row, whatever the size of the cohort. A new stage asks nobody yet. */
export function openedStage(
  row: RolloutRow,
  index: number,
  now: Instant,
): StageColumns & Pick<RolloutRow, 'askedAt' | 'unwatched'> {
  const onPaper = { thresholds: row.stageThresholds.map(Number), stageCounts: row.stageCounts };
  return {
    ...columnsOf(openStage(row.plan as Plan, onPaper, index, Number(row.threshold ?? 0), now)),
    askedAt: null,
    unwatched: [],
  };
}

/** The columns of a rollout whose open stage has grown to this step of its ramp. */
export const grownStage = (stage: OpenStage, step: number, now: Instant): StageColumns =>
  columnsOf(growStage(stage, step, now));

const columnsOf = ({ index, threshold, cap, openedAt, ramp }: OpenStage): StageColumns => ({
  stageIndex: index,
  threshold: String(threshold),
  cap,
  stageOpenedAt: dateOf(openedAt),
  ramp: ramp ?? null,
});
