import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/database/test-database.js';
import { withAdvisoryLock } from './advisory-lock.js';
import { ReadPool } from './read-pool.js';

describe('an advisory lock', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let one: ReadPool;
  let two: ReadPool;

  beforeAll(async () => {
    database = await testDatabase();
    one = new ReadPool(database.url, { applicationName: 'one' });
    two = new ReadPool(database.url, { applicationName: 'two' });
  });
  afterAll(async () => {
    await one.close();
    await two.close();
    await database.drop();
  });

  it('lets one at a time do the work, and another one work of another name', async () => {
    const outer = await withAdvisoryLock(one, 'conduct', async () => [
      await withAdvisoryLock(two, 'conduct', () => Promise.resolve('both')),
      await withAdvisoryLock(two, 'seal', () => Promise.resolve('sealed')),
    ]);
    expect(outer).toEqual({ kind: 'done', result: [{ kind: 'busy' }, { kind: 'done', result: 'sealed' }] });
  });

  it('is free again after work that failed', async () => {
    await expect(withAdvisoryLock(one, 'conduct', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withAdvisoryLock(two, 'conduct', () => Promise.resolve(1))).toEqual({ kind: 'done', result: 1 });
  });

  it('tells the work when its connection is lost', async () => {
    const text = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'one'`;
    const outcome = await withAdvisoryLock(one, 'conduct', async (lost) => {
      const told = new Promise((resolve) => lost.addEventListener('abort', () => resolve(lost.reason)));
      await two.rows({ text });
      return await told;
    });
    expect(outcome).toMatchObject({ kind: 'done', result: { code: 'database-away' } });
    expect(await withAdvisoryLock(two, 'conduct', () => Promise.resolve(1))).toMatchObject({ kind: 'done' });
  });
});
