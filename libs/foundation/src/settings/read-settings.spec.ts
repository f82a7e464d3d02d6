import { describe, expect, it } from '@jest/globals';
import { DomainError, minutes } from '@tidings/vocabulary';
import { readSettings } from './read-settings.js';

const problemsOf = (env: Record<string, string>): unknown => {
  try {
    return readSettings(env);
  } catch (error) {
    return error instanceof DomainError && error.code === 'bad-settings' ? error.facts['problems'] : error;
  }
};

describe('the settings', () => {
  it('need nothing', () => {
    expect(readSettings({})).toMatchObject({ host: '127.0.0.1', port: 8080, tenant: 'DEFAULT', pollEvery: minutes(5) });
  });

  it.each<[string, Record<string, string>, string]>([
    ['a port that is a word', { PORT: 'http' }, 'PORT'],
    ['a port that does not exist', { PORT: '70000' }, 'PORT'],
    ['a database of another make', { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    ['half an S3 store', { S3_ENDPOINT: 'https://s3.example.org', S3_ACCESS_KEY: 'a' }, 'S3_SECRET_KEY'],
    ['a length without a unit', { TIDINGS_POLL_EVERY: '300' }, 'TIDINGS_POLL_EVERY'],
    ['a role nobody has', { OIDC_ROLES: 'boss=king' }, 'OIDC_ROLES'],
    ['a loudness of its own', { LOG_LEVEL: 'shout' }, 'LOG_LEVEL'],
  ])('refuse %s with a sentence that names it', (_, env, name) => {
    expect(problemsOf(env)).toEqual(expect.arrayContaining([expect.stringContaining(name)]));
  });

  it('name every wrong one at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'y' })).toHaveLength(2);
  });

  it('read roles under the words of the identity provider', () => {
    const settings = readSettings({ OIDC_ISSUER: 'https://id.example.org', OIDC_ROLES: 'ota-rm=release-manager' });
    expect(settings.identity?.roles).toEqual({ claim: 'roles', map: { 'ota-rm': 'release-manager' } });
  });
});
