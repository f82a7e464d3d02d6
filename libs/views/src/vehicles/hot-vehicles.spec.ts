import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadPool } from '@tidings/postgres';
import pg from 'pg';
import { testDatabase } from '../../../../test/database/test-database.js';
import { changedVehicles, watermark } from './hot-vehicles.js';

describe('changed vehicles', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;
  let slow: pg.Client;
  let quick: pg.Client;

  beforeAll(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'test' });
    [slow, quick] = [new pg.Client(database.url), new pg.Client(database.url)];
    await Promise.all([slow.connect(), quick.connect()]);
  });
  afterAll(async () => {
    await Promise.all([pool.close(), slow.end(), quick.end()]);
    await database.drop();
  });

  it('never skips a transaction that commits after a later one', async () => {
    const start = await watermark(pool);
    await slow.query('BEGIN');
    await register(slow, 'slow');
    await register(quick, 'quick');
    const first = await changedVehicles(pool, start);
    await slow.query('COMMIT');
    const second = await changedVehicles(pool, first.next);
    const seen = [...first.vehicles, ...second.vehicles].map(({ controllerId }) => controllerId);
    expect(new Set(seen)).toEqual(new Set(['slow', 'quick']));
  });

  it('are read in pages, each vehicle once, also those that one transaction changed', async () => {
    await quick.query('BEGIN');
    for (let n = 0; n < 25; n++) await register(quick, `page-${n}`);
    await quick.query('COMMIT');
    const names: string[] = [];
    let since = '0';
    for (let isAll = false; !isAll;) {
      const page = await changedVehicles(pool, since, 10);
      expect(page.vehicles.length).toBeLessThanOrEqual(10);
      names.push(...page.vehicles.map(({ controllerId }) => controllerId));
      ({ next: since, isAll } = page);
    }
    expect(names.filter((name) => name.startsWith('page-'))).toHaveLength(25);
    expect(new Set(names).size).toBe(names.length);
    expect((await changedVehicles(pool, since)).vehicles).toEqual([]);
  });

  it('shows a vehicle again when any of its facts changes', async () => {
    const { next } = await changedVehicles(pool, await watermark(pool));
    await quick.query(`UPDATE vehicle SET market = 'SE' WHERE controller_id = 'quick'`);
    const { vehicles } = await changedVehicles(pool, next);
    expect(vehicles.map(({ controllerId }) => controllerId)).toEqual(['quick']);
  });
});

const register = (client: pg.Client, name: string) =>
  client.query(
    `INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id,
                          is_software_known, software_since, registered_at)
     VALUES ('veh_' || $1, $1, repeat('0', 64), 'active', 'Vega', 2025, 'GB', 'Europe/London', 'ICM-V2', false, now(), now())`,
    [name],
  );
