import { describe, expect, it } from '@jest/globals';
import type { CohortId, VehicleId, VehicleListId } from '@tidings/vocabulary';
import { aVehicle } from '../../builders/a-vehicle.js';
import { cohortText } from './cohort-text.js';
import type { Cohort } from './cohort.js';
import { comparedFacts } from './compared-facts.js';
import { compileCohort } from './compile-cohort.js';
import { limitsOf } from './limits-of.js';

const NORTH: Cohort = { models: ['Vega', 'Lyra'], markets: ['SE', 'NO'] };
const saved = (cohort: Cohort): Cohort => ({
  saved: { cohortId: 'coh_1' as CohortId, name: 'north', version: 3, cohort },
});
const listed: Cohort = { list: { listId: 'lst_1' as VehicleListId, vehicles: 40 } };

describe('a cohort in words', () => {
  it.each<[string, Cohort]>([
    ['any vehicle', {}],
    ['model Vega or Lyra; market SE or NO', NORTH],
    ['model (none)', { models: [] }],
    ['one of 2 listed vehicles', { vehicles: ['veh_1' as VehicleId, 'veh_2' as VehicleId] }],
    [
      'one of 40 listed vehicles (lst_1); ring staff; filter modelYear==2025',
      { ...listed, ring: 'staff', filter: 'modelYear==2025' },
    ],
    ['cohort "north" version 3 (market SE)', saved({ markets: ['SE'] })],
    ['(ring staff); (market SE)', { all: [{ ring: 'staff' }, { markets: ['SE'] }] }],
    [
      '(ring staff) or (not (market SE; ring early))',
      { any: [{ ring: 'staff' }, { not: { markets: ['SE'], ring: 'early' } }] },
    ],
    ['nobody', { any: [] }],
  ])('%s', (text, cohort) => {
    expect(cohortText(cohort)).toBe(text);
  });
});

it('is compared with each fact of a vehicle once', () => {
  const cohort: Cohort = {
    any: [{ ring: 'staff', filter: 'model==Vega;modelYear>2024' }, { not: { ...listed, filter: 'modelYear<2020' } }],
    vehicles: [],
  };
  const has = (facts: Parameters<typeof aVehicle>[0]) => comparedFacts(compileCohort(cohort), aVehicle(facts));
  expect(has({})).toEqual(['Vega in SE', 'not listed', 'in no ring', 'modelYear 2025', 'not on lst_1']);
  expect(has({ rings: ['staff', 'early'], lists: ['lst_1' as VehicleListId] })).toEqual([
    ...['Vega in SE', 'not listed', 'ring early, staff', 'modelYear 2025', 'on lst_1'],
  ]);
});

describe('the models and markets outside of which nobody is in a cohort', () => {
  it.each<[string, Cohort, object]>([
    ['are any where nothing limits them', { filter: 'model==Vega', any: [NORTH] }, {}],
    ['are those it names', { models: ['Vega'] }, { models: ['Vega'] }],
    ['are those of the saved cohort it stands on', saved(NORTH), NORTH],
    [
      'are those that all of its parts leave over',
      { markets: ['SE', 'FR'], all: [NORTH] },
      { ...NORTH, markets: ['SE'] },
    ],
    ['are not those of what it is not', { not: NORTH }, {}],
  ])('%s', (_, cohort, limits) => {
    expect(limitsOf(cohort)).toEqual(limits);
  });
});
