import { after } from '@tidings/vocabulary';
import type { RolloutFacts } from '../offers/rollout.js';
import { ASK_AGAIN_AFTER, gate, type OpeningQuestion } from './gate.js';

/** Are few enough vehicles under way? */
export const paceAllows = gate<OpeningQuestion>('pace-allows', ({ rollout: { facts }, now }) => {
  const limit = inFlightLimit(facts);
  const wants = `fewer than ${limit} vehicles under way`;
  const has = `${facts.tally.open} under way`;
  return facts.tally.open < limit
    ? { passes: true, wants, has }
    : { passes: false, wants, has, until: after(now, ASK_AGAIN_AFTER) };
});

/**
 * Open attempts at a time: the plan's number in the first stage, then twice the outcomes so far, at most 2 % of the cohort as counted at
 * the approval, and never below the plan's number (rollouts.md, "Moving").
 */
export function inFlightLimit({ stage, plan, tally, cohortCount }: RolloutFacts): number {
  if ((stage?.index ?? 0) === 0) return plan.inFlightAtFirst;
  return Math.max(plan.inFlightAtFirst, Math.min(2 * tally.outcomes, Math.floor(cohortCount / SHARE_IN_FLIGHT)));
}

/** One in fifty: 2 %. */
const SHARE_IN_FLIGHT = 50;
