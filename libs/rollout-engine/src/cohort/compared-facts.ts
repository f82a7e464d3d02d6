import { fieldsOf } from '../filter/filter.js';
import { factText } from '../filter/vehicle-fact.js';
import type { VehicleFacts } from '../offers/vehicle-facts.js';
import type { CohortExpression } from './cohort-expression.js';

/** What of the vehicle the cohort looked at, once each: 'Vega in SE', 'softwareVersion missing', 'rings staff', 'on no list asked for'. */
export const comparedFacts = (cohort: CohortExpression, vehicle: VehicleFacts): readonly string[] => [
  ...new Set([`${vehicle.model} in ${vehicle.market}`, ...factsOf(cohort, vehicle)]),
];

function factsOf(cohort: CohortExpression, vehicle: VehicleFacts): readonly string[] {
  switch (cohort.kind) {
    case 'filter':
      // Model and market are said already.
      return fieldsOf(cohort.filter).flatMap((field) =>
        field === 'model' || field === 'market' ? [] : [factText(vehicle, field)],
      );
    case 'vehicles':
      return [cohort.vehicleIds.has(vehicle.vehicleId) ? 'listed' : 'not listed'];
    case 'list':
      return [`${vehicle.lists.includes(cohort.listId) ? 'on' : 'not on'} ${cohort.listId}`];
    case 'ring':
      return [vehicle.rings.length > 0 ? `ring ${vehicle.rings.toSorted().join(', ')}` : 'in no ring'];
    case 'not':
      return factsOf(cohort.part, vehicle);
    default:
      return cohort.parts.flatMap((part) => factsOf(part, vehicle));
  }
}
