import { after } from '@tidings/vocabulary';
import type { RolloutFacts } from '../rollout.js';
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
 * Open attempts at a time: the plan's number in the first stage, then twice the outcomes so far, never below the plan's number
 * (rollouts.md, "Moving"). Not yet: at most 2 % of the cohort, because the register with its count comes with the dry run.
 */
export const inFlightLimit = ({ stage, plan, tally }: RolloutFacts): number =>
  (stage?.index ?? 0) === 0 ? plan.inFlightAtFirst : Math.max(plan.inFlightAtFirst, 2 * tally.outcomes);
