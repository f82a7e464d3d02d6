import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError, seconds } from '@tidings/vocabulary';
import pg from 'pg';
import { testDatabase } from '../../../test/database/test-database.js';
import { checkDatabase } from './check-database.js';
import { databaseAt, databaseTrouble } from './database-trouble.js';

const troubleAt = async (url: string): Promise<unknown> =>
  await checkDatabase(url, seconds(1)).then(
    () => 'none',
    (error: unknown) =>
      error instanceof DomainError && error.code === 'database-not-fit' ? error.facts['trouble'] : error,
  );

describe('a database from outside, at start', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let admin: pg.Client;
  beforeAll(async () => {
    database = await testDatabase();
    admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });
  const changed = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };

  it('is taken when Tidings can live in it', async () => {
    expect(await troubleAt(database.url)).toBe('none');
  });

  it('is refused with a wrong password, which is not repeated', async () => {
    const trouble = await troubleAt(changed((url) => (url.password = 'hunter2')));
    expect(trouble).toContain('the password is not that of');
    expect(trouble).not.toContain('hunter2');
  });

  it.each<[string, (url: URL) => void, string]>([
    ['when there is none of that name', (url) => (url.pathname = '/nowhere'), 'there is no database of that name'],
    ['when nobody is there', (url) => url.searchParams.set('port', '1'), 'nothing answers'],
    [
      'when the file of its authority is missing',
      (url) => url.searchParams.set('sslrootcert', '/no/ca.crt'),
      '/no/ca.crt',
    ],
  ])('is refused %s', async (_, change, words) => {
    expect(await troubleAt(changed(change))).toContain(words);
  });

  it('is refused when it has no room for every language', async () => {
    const name = `${new URL(database.url).pathname.slice(1)}_ascii`;
    await admin.query(`CREATE DATABASE ${name} ENCODING 'SQL_ASCII' TEMPLATE template0 LOCALE 'C'`);
    expect(await troubleAt(changed((url) => (url.pathname = `/${name}`)))).toContain('SQL_ASCII');
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  });
});

describe('what a failed first connection means', () => {
  const URL_OF_DB = 'postgres://tidings:hunter2@db.example.org/tidings?sslmode=verify-full';

  it.each<[string, object, string]>([
    [
      'a host nobody knows',
      { code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND db' },
      'nothing answers at tidings@db.example.org:5432/tidings',
    ],
    ['no line in pg_hba.conf', { code: '28000', message: 'no pg_hba.conf entry for host' }, 'pg_hba.conf'],
    ['too few rights', { code: '42501', message: 'permission denied for schema public' }, 'owner'],
    ['a certificate nobody trusts', { code: 'SELF_SIGNED_CERT_IN_CHAIN', message: 'self-signed' }, 'sslrootcert'],
    ['a server without TLS', { message: 'The server does not support SSL connections' }, 'asks for TLS'],
    [
      'a pooler that knows too little',
      { code: '08P01', message: 'unsupported startup parameter: options' },
      'PostgreSQL itself',
    ],
    ['a silence', { message: 'timeout expired' }, 'nothing answers'],
    ['no password', { message: 'SASL: client password must be a string' }, 'has no password'],
    ['no connection left', { code: '53300', message: 'sorry, too many clients' }, 'max_connections'],
    ['what nobody foresaw', { message: 'the moon is blue' }, 'the moon is blue'],
  ])('is told of %s', (_, cause, words) => {
    const trouble = databaseTrouble(URL_OF_DB, cause);
    expect(trouble).toContain(words);
    expect(trouble).toContain('DATABASE_URL');
    expect(trouble).not.toContain('hunter2');
  });

  it('names the place without the password', () => {
    expect(databaseAt(URL_OF_DB)).toBe('tidings@db.example.org:5432/tidings');
  });
});
