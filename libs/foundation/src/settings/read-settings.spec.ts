import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { days, DomainError, minutes } from '@tidings/vocabulary';
import { readSettings } from './read-settings.js';
import { isSetting } from './setting-names.js';

const problemsOf = (env: Record<string, string>): unknown => {
  try {
    return readSettings(env);
  } catch (error) {
    return error instanceof DomainError && error.code === 'bad-settings' ? error.facts['problems'] : error;
  }
};

const folder = mkdtempSync(join(tmpdir(), 'tidings-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (text: string): string => {
  const path = join(folder, `secret-${text.length}`);
  writeFileSync(path, text);
  return path;
};
const DATABASE_URL = 'postgres://tidings@db.example.org/tidings';

const S3 = { S3_ENDPOINT: 'https://s3.example.org', S3_BUCKET: 'b', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 's' };

describe('the settings', () => {
  it('need nothing', () => {
    expect(readSettings({})).toMatchObject({
      ...{ host: '127.0.0.1', port: 8080, tenant: 'DEFAULT', pollEvery: minutes(5), uploadsExpireAfter: days(7) },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['a port that is a word', { PORT: 'http' }, 'PORT'],
    ['a port that does not exist', { PORT: '70000' }, 'PORT'],
    ['a database of another make', { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    ['half an S3 store', { S3_ENDPOINT: 'https://s3.example.org', S3_ACCESS_KEY: 'a' }, 'S3_SECRET_KEY'],
    ['a way out that is none', { TIDINGS_DOWNLOADS: 'pigeon' }, 'TIDINGS_DOWNLOADS'],
    ['addresses signed by a folder', { TIDINGS_DOWNLOADS: 'redirect' }, 'S3_ENDPOINT'],
    ['a CDN without its address', { TIDINGS_DOWNLOADS: 'cdn' }, 'TIDINGS_CDN_URL'],
    [
      'an address that outlives a stop',
      { TIDINGS_DOWNLOADS: 'redirect', TIDINGS_LINK_LIFE: '1h' },
      'TIDINGS_LINK_LIFE',
    ],
    ['a lock of its own', { ...S3, S3_OBJECT_LOCK: 'padlock' }, 'S3_OBJECT_LOCK'],
    ['days of a lock that is not asked for', { ...S3, S3_LOCK_DAYS: '30' }, 'S3_LOCK_DAYS'],
    ['a length without a unit', { TIDINGS_POLL_EVERY: '300' }, 'TIDINGS_POLL_EVERY'],
    ['uploads that wait for no time at all', { TIDINGS_UPLOADS_EXPIRE: '0d' }, 'TIDINGS_UPLOADS_EXPIRE'],
    ['a role nobody has', { OIDC_ROLES: 'boss=king' }, 'OIDC_ROLES'],
    ['a loudness of its own', { LOG_LEVEL: 'shout' }, 'LOG_LEVEL'],
    ['a bucket without a server', { S3_BUCKET: 'tidings' }, 'S3_ENDPOINT is not'],
    ['roles without a provider', { OIDC_ROLES: 'ota-rm=release-manager' }, 'OIDC_ISSUER is not'],
    ['a password without a database', { DATABASE_PASSWORD: 'x' }, 'DATABASE_URL is not'],
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

  it('take a secret from a file, and put the password into the address it belongs to', () => {
    const settings = readSettings({ DATABASE_URL, DATABASE_PASSWORD_FILE: fileOf('p@ss/w%rd\n') });
    expect(settings.databaseUrl).toBe('postgres://tidings:p%40ss%2Fw%25rd@db.example.org/tidings');
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'that is not there',
      { DATABASE_PASSWORD_FILE: '/nowhere/secret' },
      '/nowhere/secret, which cannot be read (ENOENT)',
    ],
    ['that is empty', { DATABASE_PASSWORD_FILE: fileOf(' \n') }, 'which is empty'],
    ['beside the secret itself', { DATABASE_PASSWORD: 'x', DATABASE_PASSWORD_FILE: fileOf('x') }, 'keep one'],
  ])('refuse the file of a secret %s', (_, env, words) => {
    expect(problemsOf({ DATABASE_URL, ...env })).toEqual([expect.stringContaining(words)]);
  });

  it('know their own names, and that only secrets come in files', () => {
    expect(['PORT', 'S3_SECRET_KEY', 'S3_SECRET_KEY_FILE', 'PORT_FILE', 'PATH', '_FILE'].map(isSetting)).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
  });

  it('send downloads to the store for a minute at most, or to a CDN, and lock what is published', () => {
    const redirect = { ...S3, TIDINGS_DOWNLOADS: 'redirect', S3_PUBLIC_ENDPOINT: 'https://files.example.org' };
    expect(readSettings({ ...redirect, S3_OBJECT_LOCK: 'compliance', S3_LOCK_DAYS: '30' })).toMatchObject({
      artifactStore: { s3: { protection: { mode: 'compliance', lasts: days(30) } } },
      links: { kind: 'presigned', lives: minutes(1), endpoint: 'https://files.example.org' },
    });
    expect(readSettings({ TIDINGS_DOWNLOADS: 'cdn', TIDINGS_CDN_URL: 'https://cdn.example.org/x/' })).toMatchObject({
      links: { kind: 'cdn', base: 'https://cdn.example.org/x' },
    });
  });
});
