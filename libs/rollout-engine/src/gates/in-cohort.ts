import { type CohortMembership, membershipOf } from '../cohort-membership.js';
import type { Cohort } from '../cohort.js';
import { fieldsOf } from '../filter/filter.js';
import { factText } from '../filter/vehicle-fact.js';
import type { VehicleFacts } from '../vehicle-facts.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Is the vehicle one of those the rollout is meant for? What cannot be told is no. */
export const inCohort = gate<OpeningQuestion>('in-cohort', ({ rollout, vehicle }) => {
  const membership = membershipOf(rollout.cohort, vehicle);
  const told = membership === 'cannot-tell' ? '; cannot tell' : '';
  return {
    passes: membership === 'in',
    wants: cohortText(rollout.facts.cohort),
    has: [`${vehicle.model} in ${vehicle.market}`, ...comparedFacts(rollout.cohort, vehicle)].join('; ') + told,
  };
});

/** 'model Vega or Lyra; market SE; one of 40 listed vehicles; filter equipment==tow-bar'. */
function cohortText({ models, markets, vehicles, filter }: Cohort): string {
  const conditions = [
    models && `model ${oneOf(models)}`,
    markets && `market ${oneOf(markets)}`,
    vehicles && `one of ${vehicles.length} listed vehicles`,
    filter && `filter ${filter}`,
  ].filter((condition) => condition !== undefined);
  return conditions.length > 0 ? conditions.join('; ') : 'any vehicle';
}

/** What the filter compared, besides model and market. */
const comparedFacts = ({ filter }: CohortMembership, vehicle: VehicleFacts): readonly string[] =>
  filter
    ? fieldsOf(filter).flatMap((field) => (field === 'model' || field === 'market' ? [] : [factText(vehicle, field)]))
    : [];

const oneOf = (names: readonly string[]): string => (names.length > 0 ? names.join(' or ') : '(none)');
