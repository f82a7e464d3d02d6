import { DomainError, type Instant } from '@tidings/vocabulary';
import { stageProblems } from './check-stages.js';
import { timeProblems } from './check-times.js';
import type { FailureClass } from '../attempts/attempt.js';
import type { GuardrailSettings } from '../guardrails/guardrail-settings.js';
import { STALLED_AFTER } from './plan-defaults.js';
import type { PlanProblem } from './plan-problem.js';
import type { Plan, RetryPolicy } from './plan.js';

export type { PlanProblem };

/**
 * A plan that cannot work is refused, with everything that is wrong. What needs the cohort or the rings is asked at approval.
 * Errors: 'plan-not-workable' with `problems`: PlanProblem[].
 */
export function checkPlan(plan: Plan, now: Instant): void {
  const problems = [
    ...stageProblems(plan),
    ...limitProblems(plan),
    ...guardrailProblems(plan.guardrails),
    ...retryProblems(plan.retry),
    ...timeProblems(plan, now),
  ];
  if (problems.length > 0) throw new DomainError('plan-not-workable', { problems });
}

/** Above 20 % a limit protects nobody; at 0 % the first failure would be proof. */
const LARGEST_FAILURE_LIMIT = 2_000;

function limitProblems(plan: Plan): readonly PlanProblem[] {
  const { failureLimit, silentAfter, stalledAfter = STALLED_AFTER, inFlightAtFirst, priority } = plan;
  const problems: PlanProblem[] = [];
  if (failureLimit < 1 || failureLimit > LARGEST_FAILURE_LIMIT)
    problems.push({ at: 'failureLimit', rule: 'failure-limit-out-of-range', says: 'from 0.01% to 20%' });
  if (silentAfter <= 0)
    problems.push({ at: 'silentAfter', rule: 'silence-out-of-range', says: 'must be longer than nothing' });
  if (stalledAfter < silentAfter)
    problems.push({
      at: 'stalledAfter',
      rule: 'stalled-before-silent',
      says: 'a car that polls deserves at least as long as one that does not',
    });
  if (!Number.isInteger(inFlightAtFirst) || inFlightAtFirst < 1)
    problems.push({ at: 'inFlightAtFirst', rule: 'pace-out-of-range', says: 'at least one vehicle at a time' });
  if (!Number.isInteger(priority))
    problems.push({ at: 'priority', rule: 'priority-not-whole', says: 'must be a whole number' });
  return problems;
}

/** Above one half a limit calls most cars the exception; at 0 % the first one would be proof. */
const LARGEST_GUARDRAIL_LIMIT = 5_000;

function guardrailProblems(settings: GuardrailSettings | undefined): readonly PlanProblem[] {
  const outside = Object.entries(settings?.limits ?? {}).filter(
    ([, limit]) => limit !== 'off' && (limit < 1 || limit > LARGEST_GUARDRAIL_LIMIT),
  );
  return outside.map(([name]) => ({
    at: `guardrails.limits.${name}`,
    rule: 'guardrail-limit-out-of-range',
    says: 'from 0.01% to 50%, or off',
  }));
}

/** Trying again does not mend these: the car cannot drive, has refused the package itself, or was ended by us (which is tried again anyway). */
const NEVER_RETRIED: ReadonlySet<FailureClass> = new Set(['not-drivable', 'refused-by-vehicle', 'stopped-by-us']);

function retryProblems(retry: RetryPolicy | undefined): readonly PlanProblem[] {
  if (retry === undefined) return [];
  const problems: PlanProblem[] = [];
  if (!Number.isInteger(retry.attempts) || retry.attempts < 2 || retry.attempts > 10)
    problems.push({ at: 'retry.attempts', rule: 'retry-out-of-range', says: 'from 2 to 10 tries, the first included' });
  if (retry.classes.length === 0)
    problems.push({ at: 'retry.classes', rule: 'retry-out-of-range', says: 'name at least one class of failure' });
  for (const failure of retry.classes.filter((one) => NEVER_RETRIED.has(one)))
    problems.push({
      at: 'retry.classes',
      rule: 'retry-class-not-retried',
      says: `trying again does not mend ${failure}`,
    });
  return problems;
}
