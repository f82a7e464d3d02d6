import type { ReadPool } from '@tidings/postgres';
import { POSITION_SPACE, type RolloutFacts, stageThresholds } from '@tidings/rollout-engine';
import { countThresholds } from '@tidings/views';

/** Where the stages of a rollout open up to: as they were prepared, or as they would be now. A stage beyond the cohort opens to everybody. */
export async function thresholdsOf(pool: ReadPool, rollout: RolloutFacts): Promise<readonly number[]> {
  const { thresholds, plan, rolloutId, cohort } = rollout;
  if (thresholds.length > 0) return thresholds;
  const counts = plan.stages.flatMap((stage) => ('count' in stage ? [stage.count] : []));
  const ofCount = await countThresholds(pool, rolloutId, cohort, counts);
  return stageThresholds(plan.stages, (count) => ofCount.get(count) ?? POSITION_SPACE);
}
