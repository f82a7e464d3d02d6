import { after, durationText, isoOf, minutes } from '@tidings/vocabulary';
import { ASK_AGAIN_AFTER, gate, type OpeningQuestion } from './gate.js';

/** A conductor that has not looked for this long cannot stop anything: nobody begins (rollouts.md, "Position and exposure"). */
export const EVALUATION_HOLDS = minutes(5);

/** Has the conductor looked at this rollout lately? */
export const evaluated = gate<OpeningQuestion>('evaluated', ({ rollout: { facts }, now }) => {
  const wants = `looked at in the last ${durationText(EVALUATION_HOLDS)}`;
  const has = facts.evaluatedAt === undefined ? 'never looked at' : `looked at ${isoOf(facts.evaluatedAt)}`;
  if (facts.evaluatedAt !== undefined && now <= after(facts.evaluatedAt, EVALUATION_HOLDS))
    return { passes: true, wants, has };
  return { passes: false, wants, has, until: after(now, ASK_AGAIN_AFTER) };
});
