import { describe, expect, it } from '@jest/globals';
import { rolesInClaims } from './roles-in-claims.js';

describe('the roles in a token', () => {
  it('are translated from the words of the identity provider', () => {
    const mapping = { claim: 'groups', map: { 'ota-rm': 'release-manager', 'ota-audit': 'auditor' } } as const;
    expect(rolesInClaims({ groups: ['ota-rm', 'coffee'] }, mapping)).toEqual(['release-manager']);
  });

  it('are our own words when there is no translation', () => {
    expect(rolesInClaims({ roles: ['author', 'root'] }, { claim: 'roles' })).toEqual(['author']);
  });

  it.each([
    ['a list inside another claim', { realm_access: { roles: ['viewer'] } }, 'realm_access.roles'],
    ['a claim whose name has dots', { 'https://tidings.example/roles': ['viewer'] }, 'https://tidings.example/roles'],
    ['one text with spaces', { scope: 'openid viewer' }, 'scope'],
  ])('are found in %s', (_where, claims, claim) => {
    expect(rolesInClaims(claims, { claim })).toEqual(['viewer']);
  });

  it.each([
    ['the claim is missing', {}],
    ['the claim is a number', { roles: 7 }],
    ['a word is a name every object has', { roles: ['constructor', '__proto__', 'toString'] }],
  ])('are none when %s', (_case, claims) => {
    expect(rolesInClaims(claims, { claim: 'roles' })).toEqual([]);
  });

  it('are counted once', () => {
    expect(rolesInClaims({ roles: ['viewer', 'viewer'] }, { claim: 'roles' })).toEqual(['viewer']);
  });
});
