import { describe, expect, it } from '@jest/globals';
import { facts } from './facts.js';
import { table } from './table.js';

describe('A table', () => {
  it('sets words left and numbers right, with nothing behind the last character', () => {
    const rows = [
      { name: 'Asterion 4.2', cars: '8,412' },
      { name: 'A', cars: '37' },
    ];
    const columns = [
      { head: 'RELEASE', cell: (row: (typeof rows)[number]) => row.name },
      { head: 'CARS', cell: (row: (typeof rows)[number]) => row.cars, align: 'right' as const },
      { head: '', cell: () => '' },
    ];
    expect(table(columns, rows)).toEqual(['RELEASE        CARS', 'Asterion 4.2  8,412', 'A                37']);
  });
});

describe('Facts', () => {
  it('stand under each other, and one without a text is left out', () => {
    const told = facts([
      ['Id', 'rel_1'],
      ['Approved by', undefined],
      ['Packages', 'icm 4.2'],
    ]);
    expect(told).toEqual(['Id        rel_1', 'Packages  icm 4.2']);
  });
});
