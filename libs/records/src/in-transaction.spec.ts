import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DataSource, type EntityManager } from 'typeorm';
import { testDatabase } from '../../../test/database/test-database.js';
import { inTransaction } from './in-transaction.js';
import { dataSourceOptions } from './open-data-source.js';

let database: Awaited<ReturnType<typeof testDatabase>>;
let source: DataSource;

beforeEach(async () => {
  database = await testDatabase();
  const impatient = { ...dataSourceOptions(database.url), poolSize: 2, extra: { query_timeout: 1000 } };
  source = await new DataSource(impatient as never).initialize();
});
afterEach(async () => {
  await source.destroy();
  await database.drop();
});

const pidOf = async (rows: EntityManager): Promise<number> => {
  const [row] = await rows.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
  return row.pid;
};

it('leaves no open transaction behind when the server has stopped answering', async () => {
  let pid = 0;
  const frozen = inTransaction(source, async (rows) => {
    pid = await pidOf(rows);
    await rows.query('CREATE TABLE half_done ()');
    process.kill(pid, 'SIGSTOP');
    await rows.query('SELECT 1');
  });
  await expect(frozen).rejects.toMatchObject({ code: 'database-away' });
  process.kill(pid, 'SIGCONT');

  // The lock of the half-done transaction must go with its connection.
  await inTransaction(source, async (rows) => {
    expect(await pidOf(rows)).not.toBe(pid);
    await rows.query('SET LOCAL lock_timeout = 900');
    await rows.query('CREATE TABLE half_done ()');
  });
});

it('rolls back what failed and goes on with the same connection', async () => {
  let pid = 0;
  const failed = inTransaction(source, async (rows) => {
    pid = await pidOf(rows);
    await rows.query('CREATE TABLE half_done ()');
    await rows.query('SELECT 1 / 0');
  });
  await expect(failed).rejects.toMatchObject({ message: 'division by zero' });
  await inTransaction(source, async (rows) => {
    expect(await pidOf(rows)).toBe(pid);
    await rows.query('CREATE TABLE half_done ()');
  });
});
