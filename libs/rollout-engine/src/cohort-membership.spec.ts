import { describe, expect, it } from '@jest/globals';
import type { VehicleId } from '@tidings/vocabulary';
import { aVehicle } from '../builders/a-vehicle.js';
import { isInCohort } from './cohort-membership.js';
import type { Cohort } from './cohort.js';

describe('a Vega in Sweden', () => {
  it.each<[string, Cohort, boolean]>([
    ['is in a cohort without conditions', {}, true],
    ['is among Vegas', { models: ['Lyra', 'Vega'] }, true],
    ['is not among Lyras', { models: ['Lyra'] }, false],
    ['is in Sweden', { markets: ['SE'] }, true],
    ['is not in France', { markets: ['FR'] }, false],
    ['is on its list', { vehicles: ['veh_1' as VehicleId] }, true],
    ['is not on the list of another', { vehicles: ['veh_2' as VehicleId] }, false],
    ['is not on an empty list', { vehicles: [] }, false],
    ['must meet every condition', { models: ['Vega'], markets: ['FR'] }, false],
  ])('%s', (_, cohort, isIn) => {
    expect(isInCohort(cohort, aVehicle())).toBe(isIn);
  });
});
