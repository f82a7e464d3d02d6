import { DomainError } from '@tidings/vocabulary';
import type { Plan, Stage } from './plan.js';
import { localTimeOf } from './window-clock.js';

/** What is wrong where; `at` is the path in the plan, `rule` is for tests and translations, `says` for people. */
export interface PlanProblem {
  readonly at: string;
  readonly rule:
    | 'no-stages'
    | 'share-does-not-grow'
    | 'soak-shorter-than-silence'
    | 'no-answers-asked'
    | 'failure-limit-out-of-range'
    | 'silence-out-of-range'
    | 'pace-out-of-range'
    | 'priority-not-whole'
    | 'window-unreadable'
    | 'window-empty';
  readonly says: string;
}

/** A plan that cannot work is refused, with everything that is wrong. Errors: 'plan-not-workable' with `problems`: PlanProblem[]. */
export function checkPlan(plan: Plan): void {
  const problems = [...stageProblems(plan), ...limitProblems(plan), ...windowProblems(plan)];
  if (problems.length > 0) throw new DomainError('plan-not-workable', { problems });
}

function stageProblems({ stages, silentAfter }: Plan): readonly PlanProblem[] {
  if (stages.length === 0) return [{ at: 'stages', rule: 'no-stages', says: 'a plan needs at least one stage' }];
  return stages.flatMap((stage, index): PlanProblem[] => {
    const at = `stages.${index}`;
    const problems: PlanProblem[] = [];
    if (stage.share <= shareBefore(stages, index))
      problems.push({
        at: `${at}.share`,
        rule: 'share-does-not-grow',
        says: 'each stage must expose more than the one before',
      });
    // Cars that die silently would be found after the stage was left.
    if (stage.soak < silentAfter)
      problems.push({
        at: `${at}.soak`,
        rule: 'soak-shorter-than-silence',
        says: 'a stage must soak at least as long as silence takes to show',
      });
    if (!Number.isInteger(stage.minimumAnswers) || stage.minimumAnswers < 1)
      problems.push({
        at: `${at}.minimumAnswers`,
        rule: 'no-answers-asked',
        says: 'a stage must wait for at least one answer',
      });
    return problems;
  });
}

const shareBefore = (stages: readonly Stage[], index: number): number => (index === 0 ? 0 : stages[index - 1]!.share);

/** Above 20 % a limit protects nobody; at 0 % the first failure would be proof. */
const LARGEST_FAILURE_LIMIT = 2_000;

function limitProblems({ failureLimit, silentAfter, inFlightAtFirst, priority }: Plan): readonly PlanProblem[] {
  const problems: PlanProblem[] = [];
  if (failureLimit < 1 || failureLimit > LARGEST_FAILURE_LIMIT)
    problems.push({ at: 'failureLimit', rule: 'failure-limit-out-of-range', says: 'from 0.01% to 20%' });
  if (silentAfter <= 0)
    problems.push({ at: 'silentAfter', rule: 'silence-out-of-range', says: 'must be longer than nothing' });
  if (!Number.isInteger(inFlightAtFirst) || inFlightAtFirst < 1)
    problems.push({ at: 'inFlightAtFirst', rule: 'pace-out-of-range', says: 'at least one vehicle at a time' });
  if (!Number.isInteger(priority))
    problems.push({ at: 'priority', rule: 'priority-not-whole', says: 'must be a whole number' });
  return problems;
}

function windowProblems({ window }: Plan): readonly PlanProblem[] {
  if (window === undefined) return [];
  const unreadable = (['opens', 'closes'] as const).filter((end) => localTimeOf(window[end]) === undefined);
  if (unreadable.length > 0)
    return unreadable.map((end) => ({
      at: `window.${end}`,
      rule: 'window-unreadable',
      says: 'HH:MM from 00:00 to 23:59',
    }));
  if (window.opens === window.closes)
    return [
      { at: 'window', rule: 'window-empty', says: 'opens and closes at the same time; leave it out for any time' },
    ];
  return [];
}
