import { describe, expect, it } from '@jest/globals';
import type { VehicleId } from '@tidings/vocabulary';
import { aVehicle } from '../builders/a-vehicle.js';
import { compileCohort, membershipOf } from './cohort-membership.js';
import type { Cohort, Membership } from './cohort.js';

describe('a Vega in Sweden', () => {
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
  ])('%s', (_, cohort, membership) => {
    expect(membershipOf(compileCohort(cohort), aVehicle())).toBe(membership);
  });
});
