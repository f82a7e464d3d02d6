import type { Cohort } from './cohort.js';

/** Models and markets outside of which no vehicle is in the cohort; absent: any. What else limits it is not said. */
export interface CohortLimits {
  readonly models?: readonly string[];
  readonly markets?: readonly string[];
}

/** For those who may know whom a rollout is for, and not more: what every one of its conditions together leaves over. */
export function limitsOf(cohort: Cohort): CohortLimits {
  const inner = [...(cohort.saved ? [cohort.saved.cohort] : []), ...(cohort.all ?? [])].map(limitsOf);
  const models = inBoth([cohort.models, ...inner.map((part) => part.models)]);
  const markets = inBoth([cohort.markets, ...inner.map((part) => part.markets)]);
  return { ...(models && { models }), ...(markets && { markets }) };
}

function inBoth(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const limits = lists.filter((list) => list !== undefined);
  return limits.length === 0 ? undefined : limits.reduce((left, list) => left.filter((word) => list.includes(word)));
}
