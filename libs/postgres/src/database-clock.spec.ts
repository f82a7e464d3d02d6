import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/database/test-database.js';
import { DatabaseClock } from './database-clock.js';
import { ReadPool, type Statement } from './read-pool.js';

describe('the database clock', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;

  beforeAll(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'clock' });
  });
  afterAll(async () => {
    await pool.close();
    await database.drop();
  });

  /** The same database, with its clock put forward or back. */
  const shifted = (byMs: () => number): ReadPool =>
    ({
      one: async (statement: Statement) => ({
        now: Number((await pool.one<{ now: string }>(statement))!.now) + byMs(),
      }),
    }) as unknown as ReadPool;

  it('says what the database says', async () => {
    const clock = await DatabaseClock.open(pool);
    const before = await pool.one<{ now: string }>({
      text: 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now',
    });
    expect(Math.abs(clock.now() - Number(before!.now))).toBeLessThan(500);
    clock.close();
  });

  it('follows a database clock that was put forward, and waits for one that was put back', async () => {
    let shift = 0;
    const clock = await DatabaseClock.open(shifted(() => shift));
    const start = clock.now();
    shift = 3_600_000;
    await clock.read();
    const ahead = clock.now();
    expect(ahead - start).toBeGreaterThanOrEqual(3_600_000);
    shift = 0;
    await clock.read();
    expect(clock.now()).toBe(ahead);
    clock.close();
  });

  it('goes on while the database is away', async () => {
    const own = new ReadPool(database.url, { applicationName: 'away' });
    const clock = await DatabaseClock.open(own);
    await own.close();
    const before = clock.now();
    await clock.read();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(clock.now()).toBeGreaterThan(before);
    clock.close();
  });
});
