import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Log } from '@tidings/vocabulary';
import pg from 'pg';
import { testDatabase } from '../../../test/database/test-database.js';
import { openFoundation } from './foundation.js';

class NoLog extends Log {
  error = (): void => undefined;
  warn = this.error;
  info = this.error;
  debug = this.error;
}

describe('a role that may change rows and not tables', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-foundation-'));
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let owner: pg.Client;
  let role: string;

  beforeAll(async () => {
    database = await testDatabase();
    owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    role = `app_${new URL(database.url).pathname.slice(1)}`;
    await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'hunter2'`);
    await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
    await owner.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
  });
  afterAll(async () => {
    await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await owner.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (name: string) => {
    const url = new URL(database.url);
    url.username = role;
    url.password = 'hunter2';
    url.pathname = `/${name}`;
    return openFoundation({
      databaseUrl: url.href,
      artifactStore: { folder },
      log: new NoLog(),
      needsSnapshot: true,
    });
  };

  it('is enough where the owner has migrated', async () => {
    const foundation = await open(new URL(database.url).pathname.slice(1));
    expect(await foundation.pool.rows({ text: 'SELECT 1' })).toHaveLength(1);
    await foundation.close();
  });

  it('is told to have the owner migrate first where nobody has', async () => {
    await owner.query(`CREATE DATABASE ${role}_empty TEMPLATE template0`);
    try {
      await expect(open(`${role}_empty`)).rejects.toMatchObject({
        code: 'database-not-fit',
        facts: { trouble: expect.stringContaining('run the migrations as the owner') },
      });
    } finally {
      await owner.query(`DROP DATABASE ${role}_empty WITH (FORCE)`);
    }
  });
});
