import { after, days, durationText, isoOf } from '@tidings/vocabulary';
import { gate, type OpeningQuestion } from './gate.js';

/** Older knowledge of a vehicle's hardware and software proves nothing (rollouts.md, "Cohort and target register"). */
export const FACTS_HOLD = days(90);

/** Is what we know of the vehicle's hardware and software recent? */
export const factsFresh = gate<OpeningQuestion>('facts-fresh', ({ vehicle: { factsAt }, now }) => ({
  passes: now <= after(factsAt, FACTS_HOLD),
  wants: `facts at most ${durationText(FACTS_HOLD)} old`,
  has: `last told or proven ${isoOf(factsAt)}`,
}));
