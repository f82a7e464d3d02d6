import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { longQuestion, ReadPool } from '@tidings/postgres';
import pg from 'pg';
import { testDatabase } from '../../../../test/database/test-database.js';
import { foundSql, foundVehicles, type VehicleSearch } from './found-vehicles.js';

const FLEET = `
INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id,
                     is_software_known, software_since, registered_at)
SELECT 'veh_' || md5(n::text), 'car%' || lpad(n::text, 4, '0'), repeat('0', 64), 'active', 'Vega', 2025, 'SE', 'Europe/Stockholm',
       'ICM-V2', false, now(), now()
  FROM generate_series(0, 2999) n`;

describe('vehicles that are looked for', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;
  beforeAll(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'test' });
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query(FLEET);
    await client.query('ANALYZE vehicle');
    await client.end();
  });
  afterAll(async () => {
    await pool.close();
    await database.drop();
  });

  it.each<[string, VehicleSearch]>([
    ['by the beginning of their names', { controllerIdPrefix: 'car%012' }],
    ['by a filter on it', { filter: 'controllerId==car%012*' }],
  ])('%s are found in the index of names', async (_, search) => {
    const page = { limit: 20 };
    const { items } = await foundVehicles(pool, search, page);
    const names = items.map(({ controllerId }) => controllerId).toSorted();
    expect(names).toEqual(Array.from({ length: 10 }, (__, n) => `car%012${n}`));
    const { text, values } = foundSql(search, page, new Map());
    const plan = await longQuestion<{ 'QUERY PLAN': string }>(pool, { text: `EXPLAIN ${text}` }, values, {
      settings: ['jit = off'],
    });
    const lines = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(lines).toContain('vehicle_by_controller_id');
    expect(lines).not.toContain('Seq Scan');
  });
});
