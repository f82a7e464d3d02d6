import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase } from './test-database.js';

describe('a test database', () => {
  let mine: Awaited<ReturnType<typeof testDatabase>>;
  let other: Awaited<ReturnType<typeof testDatabase>>;

  beforeAll(async () => {
    [mine, other] = await Promise.all([testDatabase(), testDatabase()]);
  });
  afterAll(async () => {
    await mine.drop();
  });

  const ask = async (url: string, statement: string): Promise<readonly Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return await client.query<Record<string, unknown>>(statement).then(
      async ({ rows }) => (await client.end(), rows),
      async (error: unknown) => {
        await client.end();
        throw error;
      },
    );
  };

  it('shares nothing with the next one', async () => {
    await ask(mine.url, 'CREATE TABLE only_here (n int)');
    await expect(ask(other.url, 'SELECT * FROM only_here')).rejects.toMatchObject({ code: '42P01' });
  });

  it('can be dropped while somebody is connected to it', async () => {
    const lingering = new pg.Client({ connectionString: other.url });
    lingering.on('error', () => undefined);
    await lingering.connect();
    await other.drop();
    await expect(ask(other.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
  });
});
