import { describe, expect, it } from '@jest/globals';
import { versionOrder } from './version-order.js';

describe('version order', () => {
  it('compares versions', () => {
    expect(versionOrder('7.1', '7.2')).toBeLessThan(0);
    expect(versionOrder('7.2', '7.2.0')).toBe(0);
  });
  it('has no answer for what cannot be read', () => {
    expect(versionOrder('rolling!', '7.2')).toBeUndefined();
  });
  it('does not hide a programming error', () => {
    expect(() => versionOrder(Symbol('7.2') as unknown as string, '7.2')).toThrow(TypeError);
  });
});
