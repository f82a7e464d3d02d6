import type { ReadPool } from '@tidings/postgres';
import type { RolloutRow } from '@tidings/records';
import { type Cohort, exposureText, type Plan, type PlanProblem } from '@tidings/rollout-engine';
import { DomainError, type RolloutId } from '@tidings/vocabulary';
import { type PreparedStages, prepareStages } from './prepare-stages.js';

/**
 * Counts the stages of a new plan for a rollout that was started. Stages that were opened stay what they were: a car that was exposed
 * stays exposed. Errors: 'plan-not-workable'.
 */
export async function prepareRevision(pool: ReadPool, row: RolloutRow, plan: Plan): Promise<PreparedStages> {
  const opened = (row.plan as Plan).stages.slice(0, (row.stageIndex ?? -1) + 1);
  const problems = opened.flatMap((stage, index): readonly PlanProblem[] => {
    const now = plan.stages[index];
    return now && exposureText(now) === exposureText(stage) && now.ramp === stage.ramp
      ? []
      : [
          {
            at: `stages.${index}`,
            rule: 'opened-stage-changed',
            says: `has been opened as ${exposureText(stage)} and must stay so; change the stages behind it`,
          },
        ];
  });
  if (problems.length > 0) throw new DomainError('plan-not-workable', { problems });
  const kept = row.stageThresholds.slice(0, opened.length).map(Number);
  return await prepareStages(pool, row.id as RolloutId, row.cohort as Cohort, plan, kept);
}
