import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { checkDatabase } from '@tidings/postgres';
import { DomainError, seconds } from '@tidings/vocabulary';
import { testDatabase } from '../database/test-database.js';
import { whenInstalled } from '../tools/required-tool.js';
import { Pooler, type PoolMode } from './pooler.js';

/** Settings of a connection that an administrator told the pooler to swallow. */
const SWALLOWS = 'ignore_startup_parameters = options,statement_timeout,query_timeout,extra_float_digits';

whenInstalled('pgbouncer', 'a pooler in front of the database', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pooler: Pooler | undefined;
  beforeEach(async () => {
    database = await testDatabase();
  });
  afterEach(async () => {
    await pooler?.close();
    await database.drop();
  });

  it.each<[string, PoolMode, readonly string[], string]>([
    ['in transaction mode: LISTEN would hold for nobody', 'transaction', [SWALLOWS], 'pooler in transaction mode'],
    ['in session mode, when it swallows what makes readers read-only', 'session', [SWALLOWS], 'drops the settings'],
    ['in session mode, when it does not know that setting', 'session', [], 'does not let our settings through'],
  ])('is refused %s', async (_, mode, settings, words) => {
    pooler = await Pooler.open(database.url, mode, settings);
    const refusal = await checkDatabase(pooler.url, seconds(1)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({ code: 'database-not-fit', facts: { trouble: expect.stringContaining(words) } });
  });
});
