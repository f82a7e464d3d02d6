import type { ReadPool } from '@tidings/postgres';
import type { Cohort } from '@tidings/rollout-engine';
import { DomainError } from '@tidings/vocabulary';
import { listedVehicles } from '@tidings/views';
import type { CohortRequest } from './cohort-request.js';

/** As many names as a person can look at. */
const NAMED_AT_MOST = 50;

/** A cohort with its list of names made into ids. Errors: 'vehicles-unknown' { vehicles, count }. */
export async function cohortOf(pool: ReadPool, { models, markets, vehicles, filter }: CohortRequest): Promise<Cohort> {
  const listed = vehicles && (await listedVehicles(pool, vehicles));
  if (listed && listed.unknown.length > 0)
    throw new DomainError('vehicles-unknown', {
      vehicles: listed.unknown.slice(0, NAMED_AT_MOST),
      count: listed.unknown.length,
    });
  return {
    ...(models && { models }),
    ...(markets && { markets }),
    ...(listed && { vehicles: listed.vehicleIds }),
    ...(filter !== undefined && { filter }),
  };
}
