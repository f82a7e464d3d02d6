import { answersToTell } from '../guardrails/answers-to-tell.js';
import { exposureText } from '../position/exposure.js';
import type { PlanProblem } from './plan-problem.js';
import type { Plan, Stage } from './plan.js';

/** What is wrong with the stages of a plan, as far as it can be told without counting a cohort. */
export function stageProblems(plan: Plan): readonly PlanProblem[] {
  const { stages } = plan;
  if (stages.length === 0) return [{ at: 'stages', rule: 'no-stages', says: 'a plan needs at least one stage' }];
  return stages.flatMap((stage, index) => [
    ...exposureProblems(stages, index),
    ...stepProblems(plan, index),
    ...termProblems(plan, stage, `stages.${index}`),
  ]);
}

/**
 * Too small to tell: a true failure rate of three times the limit would pass this stage in more than 20 % of cases. A limit that is
 * itself out of range tells nothing.
 */
export const isTooSmallToTell = ({ stages, failureLimit }: Plan, index: number): boolean =>
  failureLimit >= 1 && failureLimit <= 2_000 && stages[index]!.minimumAnswers < answersToTell(failureLimit, index + 1);

/** Behind a stage that is too small to tell, exposure grows by this at most. */
export const LARGEST_BLIND_STEP = 10;

function exposureProblems(stages: readonly Stage[], index: number): readonly PlanProblem[] {
  const stage = stages[index]!;
  const at = `stages.${index}`;
  const earlier = stages.slice(0, index);
  if ('ring' in stage) {
    if (earlier.some((one) => 'ring' in one && one.ring === stage.ring))
      return [{ at: `${at}.ring`, rule: 'ring-twice', says: `the ring ${stage.ring} is open already` }];
    if (stage.ramp !== undefined)
      return [{ at: `${at}.ramp`, rule: 'ring-with-ramp', says: 'a ring opens at once: its members have no places' }];
    return earlier.every((one) => 'ring' in one)
      ? []
      : [{ at: `${at}.ring`, rule: 'ring-after-random', says: 'rings come before the random part, never behind it' }];
  }
  if ('count' in stage) {
    if (!Number.isInteger(stage.count) || stage.count < 1)
      return [{ at: `${at}.count`, rule: 'count-not-whole', says: 'a whole number of vehicles, at least one' }];
    const before = earlier.findLast((one) => 'count' in one);
    return before && stage.count <= before.count
      ? [{ at: `${at}.count`, rule: 'count-does-not-grow', says: 'each stage must expose more than the one before' }]
      : [];
  }
  const before = earlier.findLast((one) => 'share' in one);
  return stage.share <= (before?.share ?? 0)
    ? [{ at: `${at}.share`, rule: 'share-does-not-grow', says: 'each stage must expose more than the one before' }]
    : [];
}

/** Stages of different kinds are compared at approval, when both are counted. */
function stepProblems(plan: Plan, index: number): readonly PlanProblem[] {
  const [before, stage] = [plan.stages[index - 1], plan.stages[index]!];
  if (before === undefined || !isTooSmallToTell(plan, index - 1)) return [];
  const isTooLarge =
    ('share' in before && 'share' in stage && stage.share > LARGEST_BLIND_STEP * before.share) ||
    ('count' in before && 'count' in stage && stage.count > LARGEST_BLIND_STEP * before.count);
  return isTooLarge ? [stepTooLarge(plan, index)] : [];
}

export function stepTooLarge({ stages, failureLimit }: Plan, index: number): PlanProblem {
  const before = stages[index - 1]!;
  return {
    at: `stages.${index}`,
    rule: 'step-too-large',
    says:
      `more than ten times ${exposureText(before)} behind ${before.minimumAnswers} answers, which are too few to tell three times the ` +
      `failure limit from the limit; wait for ${answersToTell(failureLimit, index)} answers there, or take a smaller step`,
  };
}

function termProblems({ silentAfter }: Plan, stage: Stage, at: string): readonly PlanProblem[] {
  const problems: PlanProblem[] = [];
  // Cars that die silently would be found after the stage was left.
  if (stage.soak < silentAfter)
    problems.push({
      at: `${at}.soak`,
      rule: 'soak-shorter-than-silence',
      says: 'a stage must soak at least as long as silence takes to show',
    });
  if (stage.ramp !== undefined && stage.ramp <= 0)
    problems.push({ at: `${at}.ramp`, rule: 'ramp-out-of-range', says: 'must be longer than nothing' });
  if (stage.patience !== undefined && stage.patience < 0)
    problems.push({ at: `${at}.patience`, rule: 'patience-out-of-range', says: 'must not be negative' });
  if (!Number.isInteger(stage.minimumAnswers) || stage.minimumAnswers < 1)
    problems.push({
      at: `${at}.minimumAnswers`,
      rule: 'no-answers-asked',
      says: 'a stage must wait for at least one answer',
    });
  return problems;
}
