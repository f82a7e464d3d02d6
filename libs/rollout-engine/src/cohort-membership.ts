import type { VehicleId } from '@tidings/vocabulary';
import type { Cohort } from './cohort.js';
import type { VehicleFacts } from './vehicle-facts.js';

/** A cohort made ready for asking: one look-up per condition, whatever the length of its lists. */
export interface CohortMembership {
  readonly models: ReadonlySet<string> | undefined;
  readonly markets: ReadonlySet<string> | undefined;
  readonly vehicles: ReadonlySet<VehicleId> | undefined;
}

type Subject = Pick<VehicleFacts, 'vehicleId' | 'model' | 'market'>;

export const compileCohort = (cohort: Cohort): CohortMembership => ({
  models: cohort.models && new Set(cohort.models),
  markets: cohort.markets && new Set(cohort.markets),
  vehicles: cohort.vehicles && new Set(cohort.vehicles),
});

/** Every condition that is there must hold. An empty list holds for nobody. */
export const isMember = (cohort: CohortMembership, vehicle: Subject): boolean =>
  (cohort.models?.has(vehicle.model) ?? true) &&
  (cohort.markets?.has(vehicle.market) ?? true) &&
  (cohort.vehicles?.has(vehicle.vehicleId) ?? true);

/** The same question for a single vehicle, without preparing. */
export const isInCohort = (cohort: Cohort, vehicle: Subject): boolean => isMember(compileCohort(cohort), vehicle);
