import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seconds } from '@tidings/vocabulary';
import { testDatabase } from '../../../test/database/test-database.js';
import { longQuestion } from './long-question.js';
import { ReadPool } from './read-pool.js';

describe('a long question', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;
  beforeAll(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'asks', connections: 2, statementTimeout: seconds(60) });
  });
  afterAll(async () => {
    await pool.close();
    await database.drop();
  });

  const working = async (): Promise<number> => {
    const text = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'`;
    return (await pool.one<{ n: number }>({ text }))!.n;
  };

  it('is answered with the settings it was given, and leaves none behind', async () => {
    const text = `SELECT current_setting('work_mem') AS memory`;
    const asked = await longQuestion(pool, { text }, [], { settings: ["work_mem = '33MB'"] });
    expect(asked).toEqual([{ memory: '33MB' }]);
    expect(await pool.rows({ text })).not.toEqual(asked);
  });

  it('is no longer worked on in PostgreSQL once nobody waits for it', async () => {
    const gone = new AbortController();
    const asked = longQuestion(pool, { text: 'SELECT pg_sleep($1)' }, [50], {
      signal: gone.signal,
      settings: ['jit = off'],
    });
    const answer = expect(asked).rejects.toMatchObject({ code: 'asker-gone' });
    while ((await working()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    gone.abort();
    await answer;
    expect(await working()).toBe(0);
    // The connections go on with what others ask.
    expect(await Promise.all([1, 2, 3].map((n) => pool.one({ text: 'SELECT $1::int AS n' }, [n])))).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
  });

  it('is not begun when nobody waits for it any more', async () => {
    const asked = longQuestion(pool, { text: 'SELECT 1' }, [], {
      signal: AbortSignal.abort(),
      settings: ['jit = off'],
    });
    await expect(asked).rejects.toMatchObject({ code: 'asker-gone' });
  });
});
