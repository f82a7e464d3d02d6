import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/database/test-database.js';
import { Listener } from './listener.js';
import { ReadPool } from './read-pool.js';

describe('the listener', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;
  let listener: Listener;

  beforeEach(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'speaker' });
    listener = new Listener(database.url);
  });
  afterEach(async () => {
    await listener.close();
    await pool.close();
    await database.drop();
  });

  const say = (channel: string, what: string): Promise<unknown> =>
    pool.rows({ text: 'SELECT pg_notify($1, $2)' }, [channel, what]);
  const cut = (): Promise<unknown> =>
    pool.rows({
      text: `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tidings-listener' AND datname = current_database()`,
    });
  const nextNudge = (): Promise<string> => new Promise((resolve) => listener.onNudge('news', resolve));

  it('hears what is said on its channels', async () => {
    const heard = nextNudge();
    await listener.open();
    await say('other', 'not for us');
    await say('news', 'rollouts');
    expect(await heard).toBe('rollouts');
  });

  it('says when it was cut off, comes back by itself, and hears again', async () => {
    const lost = new Promise<void>((resolve) => listener.onLost(resolve));
    const restored = new Promise<void>((resolve) => listener.onRestored(resolve));
    const heard = nextNudge();
    await listener.open();
    await cut();
    await lost;
    await restored;
    await say('news', 'vehicles');
    expect(await heard).toBe('vehicles');
  });

  it('can be closed while it is coming back', async () => {
    const lost = new Promise<void>((resolve) => listener.onLost(resolve));
    await listener.open();
    await cut();
    await lost;
    await listener.close();
    const text = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'tidings-listener' AND datname = current_database()`;
    expect(await pool.rows({ text })).toEqual([]);
  });

  it('is refused at the start when the database is away', async () => {
    const url = new URL(database.url);
    url.searchParams.set('host', '/nowhere');
    await expect(new Listener(url.href).open()).rejects.toMatchObject({ code: 'database-away' });
  });
});
