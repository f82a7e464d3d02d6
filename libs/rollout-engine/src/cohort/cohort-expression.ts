import type { VehicleId, VehicleListId } from '@tidings/vocabulary';
import type { Filter } from '../filter/filter.js';

/**
 * A cohort, read and checked. Both evaluators, memory (membershipOf) and SQL (cohortSql in views), read only this. `all` of nothing is
 * everybody, `any` of nothing nobody.
 */
export type CohortExpression =
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'vehicles'; readonly vehicleIds: ReadonlySet<VehicleId> }
  | { readonly kind: 'list'; readonly listId: VehicleListId }
  | { readonly kind: 'ring'; readonly ring: string }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly CohortExpression[] }
  | { readonly kind: 'not'; readonly part: CohortExpression };
