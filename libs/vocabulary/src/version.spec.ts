import { describe, expect, it } from '@jest/globals';
import { compareVersions, versionKey } from './version.js';

describe('a version', () => {
  it.each([
    ['4.1', '4.2'],
    ['4.2', '4.2.1'],
    ['4.9', '4.10'],
    ['4.2-rc1', '4.2'],
    ['4.2-rc.9', '4.2-rc.10'],
    ['4.1.9', '4.2-rc1'],
  ])('%s is older than %s', (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
  });

  it('does not count trailing zeros', () => expect(compareVersions('4.2', '4.2.0')).toBe(0));

  it.each(['', 'v4.2', '4..2', '4.2-', 'latest'])('refuses %j', (text) =>
    expect(() => versionKey(text)).toThrow('bad-version'),
  );
});
