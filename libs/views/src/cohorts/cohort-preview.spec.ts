import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadPool } from '@tidings/postgres';
import pg from 'pg';
import { testDatabase } from '../../../../test/database/test-database.js';
import { cohortPreview } from './cohort-preview.js';

/** 600 vehicles of 30 models and two markets; every third does not say what it runs, every tenth is retired. */
const FLEET = `
INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id, equipment,
                     software_version, software_version_key, is_software_known, software_since, registered_at, reported)
SELECT 'veh_' || lpad(n::text, 4, '0'), 'car-' || n, repeat('0', 64), CASE WHEN n % 10 = 9 THEN 'retired' ELSE 'active' END,
       'Model ' || n % 30, 2025, CASE WHEN n % 2 = 0 THEN 'SE' ELSE 'DE' END, 'Europe/Berlin', 'ICM-V2', '{}', '4.1',
       '000000004.000000001#', n % 3 <> 0, now(), now(), CASE WHEN n < 100 THEN '{"hardwareId": "ICM-X9"}' ELSE '{}' END::jsonb
  FROM generate_series(0, 599) n`;

describe('the preview of a cohort', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;
  beforeAll(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'test' });
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query(FLEET);
    await client.end();
  });
  afterAll(async () => {
    await pool.close();
    await database.drop();
  });

  it('counts every active vehicle once: in, out, or not to be told', async () => {
    expect(await cohortPreview(pool, { filter: 'softwareVersion==4.1;market==SE' })).toMatchObject({
      in: 200,
      out: 240,
      cannotTell: 100,
      markets: [{ value: 'SE', vehicles: 200 }],
      versions: [{ value: '4.1', vehicles: 200 }],
    });
  });

  it('breaks down those in it, the largest first and at most 20 kinds, by what the vehicle itself reports', async () => {
    const preview = await cohortPreview(pool, {});
    expect(preview).toMatchObject({ in: 540, out: 0, cannotTell: 0 });
    expect(preview.models).toHaveLength(20);
    expect(preview.hardware).toEqual([
      { value: 'ICM-V2', vehicles: 450 },
      { value: 'ICM-X9', vehicles: 90 },
    ]);
    expect(preview.versions).toEqual([
      { value: '4.1', vehicles: 360 },
      { value: null, vehicles: 180 },
    ]);
  });

  it('shows some of those in it', async () => {
    const { sample } = await cohortPreview(pool, { filter: 'hardwareId==ICM-X9;market==DE' });
    expect(sample).toHaveLength(20);
    expect(sample[0]).toEqual({
      controllerId: 'car-1',
      model: 'Model 1',
      market: 'DE',
      hardwareId: 'ICM-X9',
      softwareVersion: '4.1',
    });
    expect(new Set(sample.map(({ market }) => market))).toEqual(new Set(['DE']));
  });

  it('is empty for nobody', async () => {
    expect(await cohortPreview(pool, { models: [] })).toEqual({
      ...{ in: 0, out: 540, cannotTell: 0, models: [], markets: [], hardware: [], versions: [], sample: [] },
    });
  });

  it('refuses a filter that cannot be read', async () => {
    await expect(cohortPreview(pool, { filter: 'colour==red' })).rejects.toMatchObject({ code: 'filter-not-valid' });
  });
});
