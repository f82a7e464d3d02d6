import type { ReadPool } from '@tidings/postgres';
import {
  type Cohort,
  isTooSmallToTell,
  LARGEST_BLIND_STEP,
  openRings,
  type Plan,
  type PlanProblem,
  stageThresholds,
  stepTooLarge,
} from '@tidings/rollout-engine';
import { DomainError, type RolloutId } from '@tidings/vocabulary';
import { cohortCount, countThresholds, ringsOnFile } from '@tidings/views';

/** What opening a stage reads, so that it scans nothing. */
export interface PreparedStages {
  readonly cohortCount: number;
  /** By stage: vehicles of the cohort it exposes, and the integer it opens up to. */
  readonly stageCounts: readonly number[];
  readonly thresholds: readonly number[];
}

/**
 * Counts the cohort and every stage: scans, outside any transaction. `kept`: thresholds of stages that are open already, which stay. Errors: 'plan-not-workable' with what only a count can tell: a stage
 * beyond the cohort, one that exposes nobody new, a step of more than tenfold behind one that is too small to tell.
 */
export async function prepareStages(
  pool: ReadPool,
  rolloutId: RolloutId,
  cohort: Cohort,
  plan: Plan,
  kept: readonly number[] = [],
): Promise<PreparedStages> {
  const { stages } = plan;
  const rings = stages.flatMap((stage) => ('ring' in stage ? [stage.ring] : []));
  const onFile = await ringsOnFile(pool, rings);
  refuse(
    stages.flatMap((stage, index) =>
      'ring' in stage && !onFile.has(stage.ring) ? [unknownRing(stage.ring, index)] : [],
    ),
  );
  const counts = stages.flatMap((stage) => ('count' in stage ? [stage.count] : []));
  const ofCount = await countThresholds(pool, rolloutId, cohort, counts);
  const fresh = stageThresholds(stages, (count) => ofCount.get(count) ?? Number.NaN);
  const thresholds = fresh.map((threshold, index) => kept[index] ?? threshold);
  const counted = await cohortCount(
    pool,
    rolloutId,
    cohort,
    thresholds.map((one) => (Number.isNaN(one) ? 0 : one)),
    stages.map((_, index) => openRings(stages, index)),
  );
  refuse(
    stages.flatMap((stage, index): readonly PlanProblem[] => {
      if (index < kept.length) return [];
      if ('count' in stage && !ofCount.has(stage.count)) return [beyondCohort(stage.count, counted.inAll, index)];
      return growthProblems(plan, thresholds, counted.below, index);
    }),
  );
  return { cohortCount: counted.inAll, stageCounts: counted.below, thresholds };
}

function refuse(problems: readonly PlanProblem[]): void {
  if (problems.length > 0) throw new DomainError('plan-not-workable', { problems });
}

const unknownRing = (ring: string, index: number): PlanProblem => ({
  at: `stages.${index}.ring`,
  rule: 'ring-unknown',
  says: `there is no ring ${ring}`,
});

const beyondCohort = (count: number, inAll: number, index: number): PlanProblem => ({
  at: `stages.${index}.count`,
  rule: 'count-beyond-cohort',
  says: `${count} vehicles, and the cohort has ${inAll}`,
});

/** Between stages by share and by count only the thresholds tell what grows, and only the counts by how much. */
function growthProblems(
  plan: Plan,
  thresholds: readonly number[],
  counts: readonly number[],
  index: number,
): readonly PlanProblem[] {
  const [before, stage] = [plan.stages[index - 1], plan.stages[index]!];
  if (before === undefined || 'ring' in before || 'share' in before === 'share' in stage) return [];
  if (thresholds[index]! <= thresholds[index - 1]!)
    return [
      {
        at: `stages.${index}`,
        rule: 'stage-exposes-nobody-new',
        says: `opens no further than the stage before: ${counts[index - 1]} vehicles are exposed by then`,
      },
    ];
  const isTooLarge = isTooSmallToTell(plan, index - 1) && counts[index]! > LARGEST_BLIND_STEP * counts[index - 1]!;
  return isTooLarge ? [stepTooLarge(plan, index)] : [];
}
