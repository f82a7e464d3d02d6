import type { VehicleId } from '@tidings/vocabulary';
import type { Cohort, Membership } from './cohort.js';
import type { Filter } from './filter/filter.js';
import { filterHolds } from './filter/filter-holds.js';
import { parseFilter } from './filter/parse-filter.js';
import type { VehicleFacts } from './vehicle-facts.js';

/** A cohort made ready for asking: one look-up per list, whatever its length, and a filter that is read once. */
export interface CohortMembership {
  readonly models: ReadonlySet<string> | undefined;
  readonly markets: ReadonlySet<string> | undefined;
  readonly vehicles: ReadonlySet<VehicleId> | undefined;
  readonly filter: Filter | undefined;
}

/** Errors: 'filter-not-valid'. */
export const compileCohort = (cohort: Cohort): CohortMembership => ({
  models: cohort.models && new Set(cohort.models),
  markets: cohort.markets && new Set(cohort.markets),
  vehicles: cohort.vehicles && new Set(cohort.vehicles),
  filter: cohort.filter === undefined ? undefined : parseFilter(cohort.filter),
});

/** Every condition that is there must hold. An empty list holds for nobody. */
export function membershipOf(cohort: CohortMembership, vehicle: VehicleFacts): Membership {
  const isListed =
    (cohort.models?.has(vehicle.model) ?? true) &&
    (cohort.markets?.has(vehicle.market) ?? true) &&
    (cohort.vehicles?.has(vehicle.vehicleId) ?? true);
  if (!isListed) return 'out';
  const holds = cohort.filter ? filterHolds(cohort.filter, vehicle) : true;
  if (holds === undefined) return 'cannot-tell';
  return holds ? 'in' : 'out';
}
