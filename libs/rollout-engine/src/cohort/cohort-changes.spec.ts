import { describe, expect, it } from '@jest/globals';
import type { Cohort } from './cohort.js';
import { cohortChanges } from './cohort-changes.js';

describe('what changes from one version of a cohort to the next', () => {
  it.each<[string, Cohort, Cohort, readonly string[]]>([
    ['is nothing when both say the same', { models: ['Vega', 'Lyra'] }, { models: ['Lyra', 'Vega'] }, []],
    ['is the one model that came', { models: ['Vega'] }, { models: ['Vega', 'Lyra'] }, ['added model Lyra']],
    [
      'is that markets limit it now, and which',
      {},
      { markets: ['SE'] },
      ['added only some markets', 'added market SE'],
    ],
    [
      'is a condition that went and the one that came',
      { filter: 'modelYear==2025', ring: 'staff' },
      { filter: 'modelYear==2026', ring: 'staff' },
      ['removed filter modelYear==2025', 'added filter modelYear==2026'],
    ],
    [
      'is an exception',
      { models: ['Vega'] },
      { models: ['Vega'], not: { markets: ['FR'] } },
      ['added not (market FR)'],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(cohortChanges(before, after).map(({ kind, what }) => `${kind} ${what}`)).toEqual(changes);
  });
});
