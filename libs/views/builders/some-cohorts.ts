import type { Cohort } from '@tidings/rollout-engine';
import type { CohortId, VehicleId, VehicleListId } from '@tidings/vocabulary';
import fc from 'fast-check';
import { someFilterText } from './filters-and-vehicles.js';

const RINGS = ['staff', 'early-access', 'nobody-is-in'] as const;
const LISTS = ['lst_1', 'lst_2', 'lst_empty'] as const;

/** What rings and lists a vehicle is on; never the last of each. */
export interface Joined {
  readonly rings: readonly string[];
  readonly lists: readonly string[];
}

export const someJoined: fc.Arbitrary<Joined> = fc.record({
  rings: fc.subarray(RINGS.slice(0, 2)),
  lists: fc.subarray(LISTS.slice(0, 2)),
});

const someList = fc
  .constantFrom(...LISTS)
  .map((listId): Cohort => ({ list: { listId: listId as VehicleListId, vehicles: 1 } }));

const someCondition: fc.Arbitrary<Cohort> = fc.oneof(
  { weight: 4, arbitrary: someFilterText.map((filter) => ({ filter })) },
  { weight: 1, arbitrary: fc.constantFrom(...RINGS).map((ring) => ({ ring })) },
  { weight: 1, arbitrary: someList },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 39 }), { maxLength: 20 })
      .map((numbers) => ({ vehicles: numbers.map((n) => `veh_${n}` as VehicleId) })),
  },
  { weight: 1, arbitrary: fc.subarray(['SE', 'FR', 'GB']).map((markets) => ({ markets })) },
  { weight: 1, arbitrary: fc.subarray(['Vega', 'V%', '', '*', '💩']).map((models) => ({ models })) },
);

/** Cohorts of every kind, in each other: several members at once, all, any, not, saved ones, and none at all. */
export const someCohort: fc.Arbitrary<Cohort> = fc.letrec<{ cohort: Cohort; several: Cohort[] }>((tie) => ({
  several: fc.array(tie('cohort'), { maxLength: 3 }),
  cohort: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    { weight: 4, arbitrary: someCondition },
    { weight: 1, arbitrary: fc.tuple(someCondition, someCondition).map(([one, other]) => ({ ...one, ...other })) },
    { weight: 1, arbitrary: tie('several').map((all) => ({ all })) },
    { weight: 1, arbitrary: tie('several').map((any) => ({ any })) },
    { weight: 1, arbitrary: tie('cohort').map((not) => ({ not })) },
    {
      weight: 1,
      arbitrary: tie('cohort').map((cohort) => ({
        saved: { cohortId: 'coh_1' as CohortId, name: 'north', version: 1, cohort },
      })),
    },
  ),
})).cohort;
