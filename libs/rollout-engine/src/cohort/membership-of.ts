import { filterHolds } from '../filter/filter-holds.js';
import type { VehicleFacts } from '../offers/vehicle-facts.js';
import type { CohortExpression } from './cohort-expression.js';
import type { Membership } from './cohort.js';

/** Whether a vehicle belongs to a cohort, by its facts alone. */
export function membershipOf(cohort: CohortExpression, vehicle: VehicleFacts): Membership {
  const holds = cohortHolds(cohort, vehicle);
  if (holds === undefined) return 'cannot-tell';
  return holds ? 'in' : 'out';
}

/** Kleene's three values, as in filterHolds: the opposite of what cannot be told cannot be told. */
function cohortHolds(cohort: CohortExpression, vehicle: VehicleFacts): boolean | undefined {
  switch (cohort.kind) {
    case 'filter':
      return filterHolds(cohort.filter, vehicle);
    case 'vehicles':
      return cohort.vehicleIds.has(vehicle.vehicleId);
    case 'list':
      return vehicle.lists.includes(cohort.listId);
    case 'ring':
      return vehicle.rings.includes(cohort.ring);
    case 'all':
      return joined(cohort.parts, vehicle, false);
    case 'any':
      return joined(cohort.parts, vehicle, true);
    case 'not': {
      const holds = cohortHolds(cohort.part, vehicle);
      return holds === undefined ? undefined : !holds;
    }
  }
}

/** `settles`: the answer of one part that is the answer of all. */
function joined(parts: readonly CohortExpression[], vehicle: VehicleFacts, settles: boolean): boolean | undefined {
  let cannotTell = false;
  for (const part of parts) {
    const holds = cohortHolds(part, vehicle);
    if (holds === settles) return settles;
    if (holds === undefined) cannotTell = true;
  }
  return cannotTell ? undefined : !settles;
}
