import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tidings/vocabulary';
import type { Cohort } from './cohort.js';
import { compileCohort } from './compile-cohort.js';

const codeOf = (cohort: Cohort): string | undefined => {
  try {
    compileCohort(cohort);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

const nested = (depth: number): Cohort => (depth === 1 ? {} : { not: nested(depth - 1) });

describe('a cohort that is read', () => {
  it('may stand in another up to twelve deep', () => {
    expect([codeOf(nested(12)), codeOf(nested(13))]).toEqual([undefined, 'cohort-not-valid']);
  });

  it('may have two hundred conditions, wherever they stand', () => {
    const of = (count: number): Cohort => ({ any: Array.from({ length: count }, () => ({ not: { ring: 'staff' } })) });
    expect([codeOf(of(200)), codeOf(of(201))]).toEqual([undefined, 'cohort-not-valid']);
  });

  it('has a filter that can be read, however deep it stands', () => {
    expect(codeOf({ all: [{ not: { filter: 'colour==red' } }] })).toBe('filter-not-valid');
  });

  it('is its one condition when there is only one', () => {
    expect(compileCohort({ all: [{ ring: 'staff' }] })).toEqual({ kind: 'ring', ring: 'staff' });
  });
});
