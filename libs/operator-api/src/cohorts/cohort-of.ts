import type { ReadPool } from '@tidings/postgres';
import { type Cohort, compileCohort } from '@tidings/rollout-engine';
import { DomainError, parseId, type VehicleId } from '@tidings/vocabulary';
import { attributeTypes, filedList, listedVehicles, ringExists, savedCohort } from '@tidings/views';
import { found } from '../openapi/found.js';
import type { CohortRequest } from './cohort-request.js';
import type { SavedCohortRequest } from './saved-cohort-request.js';

/** As many names as a person can look at. */
const NAMED_AT_MOST = 50;

/**
 * A cohort with everything it names found: vehicles as ids, lists and rings that are there, saved cohorts at the version meant.
 * Errors: 'vehicles-unknown' { vehicles, count, lines }; 'not-found' (list, ring, saved cohort); 'bad-id';
 * 'filter-not-valid' and 'cohort-not-valid', attributes that are not declared included: a person is here to mend it.
 */
export async function cohortOf(pool: ReadPool, request: CohortRequest): Promise<Cohort> {
  const cohort = await cohortNamed(pool, request);
  compileCohort(cohort, await attributeTypes(pool));
  return cohort;
}

async function cohortNamed(pool: ReadPool, request: CohortRequest): Promise<Cohort> {
  const { models, markets, filter, vehicles, list, ring, saved, all, any, not } = request;
  return {
    ...(models && { models }),
    ...(markets && { markets }),
    ...(vehicles && { vehicles: await idsOf(pool, vehicles) }),
    ...(filter !== undefined && { filter }),
    ...(list !== undefined && { list: found(await filedList(pool, parseId('lst', list)), 'list', list) }),
    ...(ring !== undefined && { ring: await ringThere(pool, ring) }),
    ...(saved && { saved: await versionMeant(pool, saved) }),
    ...(all && { all: await partsOf(pool, all) }),
    ...(any && { any: await partsOf(pool, any) }),
    ...(not && { not: await cohortNamed(pool, not) }),
  };
}

/** One after the other: a large request must not take every connection. */
async function partsOf(pool: ReadPool, requests: readonly CohortRequest[]): Promise<readonly Cohort[]> {
  const parts: Cohort[] = [];
  for (const request of requests) parts.push(await cohortNamed(pool, request));
  return parts;
}

async function idsOf(pool: ReadPool, names: readonly string[]): Promise<readonly VehicleId[]> {
  const { vehicleIds, unknown } = await listedVehicles(pool, names);
  if (unknown.length === 0) return vehicleIds;
  const first = unknown.slice(0, NAMED_AT_MOST);
  throw new DomainError('vehicles-unknown', {
    vehicles: first,
    count: unknown.length,
    lines: first.map((name) => ({ line: names.indexOf(name) + 1, name })),
  });
}

async function ringThere(pool: ReadPool, ring: string): Promise<string> {
  if (!(await ringExists(pool, ring))) throw new DomainError('not-found', { what: 'ring', id: ring });
  return ring;
}

async function versionMeant(pool: ReadPool, { cohort, version }: SavedCohortRequest) {
  const name = version === undefined ? cohort : `${cohort} version ${version}`;
  return found(await savedCohort(pool, cohort, version), 'saved cohort', name);
}
