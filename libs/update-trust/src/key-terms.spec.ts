import { describe, expect, it } from '@jest/globals';
import { instant, sha256Of } from '@tidings/vocabulary';
import { type KeyInUse, requireKeyAllows } from './key-terms.js';
import type { PackageDeclaration } from './package-declaration.js';

const DECLARED: PackageDeclaration = {
  ...{ fileName: 'a.swu', size: 1, sha256: sha256Of('a'), name: 'a', version: '1', hardwareIds: ['H1', 'H2'] },
};
const key = (terms: Partial<KeyInUse>): KeyInUse => ({ kid: 'k', isRevoked: false, ...terms });
const [from, to] = [instant(1_000), instant(2_000)];

describe('a key', () => {
  it.each<[string, Partial<KeyInUse>, number]>([
    ['without terms, at any time', {}, 0],
    ['at its first instant', { notBefore: from, notAfter: to }, 1_000],
    ['until just before its end', { notBefore: from, notAfter: to }, 1_999],
    ['for exactly this hardware', { hardwareIds: ['H2', 'H1'] }, 0],
    ['for more hardware', { hardwareIds: ['H0', 'H1', 'H2'] }, 0],
  ])('lets a package in %s', (_when, terms, now) => {
    expect(() => requireKeyAllows(key(terms), DECLARED, instant(now))).not.toThrow();
  });

  it.each<[string, Partial<KeyInUse>, number, string]>([
    ['before its first instant', { notBefore: from }, 999, 'key-not-yet-valid'],
    ['at its end', { notAfter: to }, 2_000, 'key-expired'],
    ['for hardware of which one kind is not its own', { hardwareIds: ['H1'] }, 0, 'hardware-not-allowed'],
    ['for hardware that only looks like its own', { hardwareIds: ['h1', 'H2'] }, 0, 'hardware-not-allowed'],
    ['when it may sign for none', { hardwareIds: [] }, 0, 'hardware-not-allowed'],
    ['once it is revoked, whatever else', { isRevoked: true, notAfter: to }, 2_000, 'key-revoked'],
  ])('refuses a package %s', (_when, terms, now, code) => {
    expect(() => requireKeyAllows(key(terms), DECLARED, instant(now))).toThrow(expect.objectContaining({ code }));
  });

  it('says which hardware is not its own', () => {
    expect(() => requireKeyAllows(key({ hardwareIds: ['H1'] }), DECLARED, instant(0))).toThrow(
      expect.objectContaining({ facts: { kid: 'k', hardwareIds: ['H2'], allowed: ['H1'] } }),
    );
  });
});
