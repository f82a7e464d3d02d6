import { cohortText } from '../cohort/cohort-text.js';
import { comparedFacts } from '../cohort/compared-facts.js';
import { membershipOf } from '../cohort/membership-of.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Is the vehicle one of those the rollout is meant for? What cannot be told is no. */
export const inCohort = gate<OpeningQuestion>('in-cohort', ({ rollout, vehicle }) => {
  const membership = membershipOf(rollout.cohort, vehicle);
  const told = membership === 'cannot-tell' ? '; cannot tell' : '';
  return {
    passes: membership === 'in',
    wants: cohortText(rollout.facts.cohort),
    has: comparedFacts(rollout.cohort, vehicle).join('; ') + told,
  };
});
