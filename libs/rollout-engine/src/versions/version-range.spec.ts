import { describe, expect, it } from '@jest/globals';
import { isWithinRange } from './version-range.js';

describe('a range of versions', () => {
  it.each([
    ['4.1', '4.1', true],
    ['4.1.0', '=4.1', true],
    ['4.1', '>=4.1 <5', true],
    ['4.9.9', '>=4.1 <5', true],
    ['5.0', '>=4.1 <5', false],
    ['4.10', '>4.9', true],
    ['4.9', '>4.9', false],
    ['4.9', '<=4.9', true],
  ])('%s is within %j: %s', (version, range, expected) => {
    expect(isWithinRange(version, range)).toBe(expected);
  });

  it.each([
    ['4.1', ''],
    ['4.1', '>= 4'],
    ['4.1', '^4'],
    ['garbage!', '>=4'],
  ])('cannot tell of %j in %j', (version, range) => {
    expect(isWithinRange(version, range)).toBeUndefined();
  });
});
