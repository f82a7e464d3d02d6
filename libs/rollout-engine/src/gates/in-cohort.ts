import { isMember } from '../cohort-membership.js';
import type { Cohort } from '../cohort.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Is the vehicle one of those the rollout is meant for? */
export const inCohort = gate<OpeningQuestion>('in-cohort', ({ rollout, vehicle }) => ({
  passes: isMember(rollout.cohort, vehicle),
  wants: cohortText(rollout.facts.cohort),
  has: `${vehicle.model} in ${vehicle.market}`,
}));

/** 'model Vega or Lyra; market SE; one of 40 listed vehicles'. */
function cohortText({ models, markets, vehicles }: Cohort): string {
  const conditions = [
    models && `model ${oneOf(models)}`,
    markets && `market ${oneOf(markets)}`,
    vehicles && `one of ${vehicles.length} listed vehicles`,
  ].filter((condition) => condition !== undefined);
  return conditions.length > 0 ? conditions.join('; ') : 'any vehicle';
}

const oneOf = (names: readonly string[]): string => (names.length > 0 ? names.join(' or ') : '(none)');
