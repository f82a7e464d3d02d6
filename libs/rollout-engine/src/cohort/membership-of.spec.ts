import { describe, expect, it } from '@jest/globals';
import type { CohortId, VehicleId, VehicleListId } from '@tidings/vocabulary';
import { aVehicle } from '../../builders/a-vehicle.js';
import type { Cohort, Membership } from './cohort.js';
import { compileCohort } from './compile-cohort.js';
import { membershipOf } from './membership-of.js';

const LISTED = 'lst_1' as VehicleListId;
const SAVED = { cohortId: 'coh_1' as CohortId, name: 'north', version: 3 };

describe('a Vega in Sweden, on a list and in the staff ring', () => {
  it.each<[string, Cohort, Membership]>([
    ['is in a cohort without conditions', {}, 'in'],
    ['is among Vegas', { models: ['Lyra', 'Vega'] }, 'in'],
    ['is not among Lyras', { models: ['Lyra'] }, 'out'],
    ['is in Sweden', { markets: ['SE'] }, 'in'],
    ['is not in France', { markets: ['FR'] }, 'out'],
    ['is on its list', { vehicles: ['veh_1' as VehicleId] }, 'in'],
    ['is not on the list of another', { vehicles: ['veh_2' as VehicleId] }, 'out'],
    ['is not on an empty list', { vehicles: [] }, 'out'],
    ['meets a filter', { filter: 'modelYear=ge=2025;market==S*' }, 'in'],
    ['fails a filter', { filter: 'modelYear=gt=2025' }, 'out'],
    ['must meet filter and lists', { markets: ['FR'], filter: 'modelYear==2025' }, 'out'],
    [
      'is surely not on a list, whatever its filter cannot tell',
      { markets: ['FR'], filter: 'reported.ring==1' },
      'out',
    ],
    [
      'may or may not meet a filter of a fact that is missing',
      { markets: ['SE'], filter: 'reported.ring==1' },
      'cannot-tell',
    ],
    ['must meet every condition', { models: ['Vega'], markets: ['FR'] }, 'out'],
    ['is on a list on file that names it', { list: { listId: LISTED, vehicles: 2 } }, 'in'],
    ['is not on another', { list: { listId: 'lst_9' as VehicleListId, vehicles: 2 } }, 'out'],
    ['is in the ring it joined', { ring: 'staff' }, 'in'],
    ['is not in another ring', { ring: 'early-access' }, 'out'],
    ['is what a saved cohort says', { saved: { ...SAVED, cohort: { markets: ['FR'] } } }, 'out'],
    ['is not the opposite of what it is', { not: { models: ['Vega'] } }, 'out'],
    ['is the opposite of what it is not', { not: { ring: 'early-access' } }, 'in'],
    ['may or may not be the opposite of what cannot be told', { not: { filter: 'reported.ring==1' } }, 'cannot-tell'],
    ['needs one of several', { any: [{ filter: 'reported.ring==1' }, { ring: 'staff' }] }, 'in'],
    [
      'may be one of several that cannot be told',
      { any: [{ filter: 'reported.ring==1' }, { models: [] }] },
      'cannot-tell',
    ],
    ['is none of none', { any: [] }, 'out'],
    ['needs all of several', { all: [{ ring: 'staff' }, { markets: ['FR'] }] }, 'out'],
    ['is all of none', { all: [] }, 'in'],
  ])('%s', (_, cohort, membership) => {
    expect(membershipOf(compileCohort(cohort), aVehicle({ rings: ['staff'], lists: [LISTED] }))).toBe(membership);
  });
});
