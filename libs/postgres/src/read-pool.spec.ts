import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { milliseconds } from '@tidings/vocabulary';
import { testDatabase } from '../../../test/database/test-database.js';
import { ReadPool } from './read-pool.js';

describe('the read pool', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;

  beforeAll(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'reads', statementTimeout: milliseconds(300) });
  });
  afterAll(async () => {
    await pool.close();
    await database.drop();
  });

  it('answers with rows', async () => {
    const statement = { name: 'doubles', text: 'SELECT n * 2 AS double FROM unnest($1::int[]) AS n' };
    expect(await pool.rows(statement, [[1, 2]])).toEqual([{ double: 2 }, { double: 4 }]);
    expect(await pool.one(statement, [[3]])).toEqual({ double: 6 });
    expect(await pool.one(statement, [[]])).toBeUndefined();
  });

  it('cannot write', async () => {
    await expect(pool.rows({ text: 'CREATE TABLE t (n int)' })).rejects.toMatchObject({ code: '25006' });
  });

  it('calls the database away when a statement takes too long', async () => {
    const attempt = pool.rows({ text: 'SELECT pg_sleep(5)' });
    await expect(attempt).rejects.toMatchObject({ code: 'database-away', facts: { reason: '57014' } });
  });

  it('calls the database away when nobody listens there', async () => {
    const url = new URL(database.url);
    url.searchParams.set('host', '/nowhere');
    const lost = new ReadPool(url.href, { applicationName: 'lost' });
    await expect(lost.rows({ text: 'SELECT 1' })).rejects.toMatchObject({
      code: 'database-away',
      facts: { reason: 'ENOENT' },
    });
    await lost.close();
  });

  it('calls the database away when it is cut off in the middle, and answers again afterwards', async () => {
    const cut = new ReadPool(database.url, { applicationName: 'cut', connections: 1 });
    const attempt = cut.rows({ text: 'SELECT pg_sleep(5)' });
    await terminate(pool, 'cut');
    await expect(attempt).rejects.toMatchObject({ code: 'database-away' });
    expect(await cut.rows({ text: 'SELECT 1 AS n' })).toEqual([{ n: 1 }]);
    await cut.close();
  });

  it('outlives the loss of an idle connection', async () => {
    const idle = new ReadPool(database.url, { applicationName: 'idle', connections: 1 });
    await idle.rows({ text: 'SELECT 1' });
    await terminate(pool, 'idle');
    // The pool may learn of it only from the next statement.
    await idle.rows({ text: 'SELECT 1' }).catch(() => undefined);
    expect(await idle.rows({ text: 'SELECT 1 AS n' })).toEqual([{ n: 1 }]);
    await idle.close();
  });

  it('leaves a mistake in a statement what it is', async () => {
    await expect(pool.rows({ text: 'SELECT nothing_here' })).rejects.toMatchObject({ code: '42703' });
  });
});

async function terminate(pool: ReadPool, applicationName: string): Promise<void> {
  const text = 'SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE application_name = $1';
  while ((await pool.rows({ text }, [applicationName])).length === 0);
}
