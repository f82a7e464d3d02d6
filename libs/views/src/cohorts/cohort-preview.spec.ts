import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { longQuestion, ReadPool } from '@tidings/postgres';
import type { Cohort } from '@tidings/rollout-engine';
import { instant, parseShare } from '@tidings/vocabulary';
import pg from 'pg';
import { testDatabase } from '../../../../test/database/test-database.js';
import { cohortPreview, type PreviewWanted } from './cohort-preview.js';
import { KINDS_SETTINGS, kindsSql } from './vehicle-kinds.js';

/** 600 vehicles of 30 models and two markets; every third does not say what it runs, every tenth is retired. */
const FLEET = `
INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id, equipment,
                     software_version, software_version_key, is_software_known, software_since, registered_at, reported)
SELECT 'veh_' || lpad(n::text, 4, '0'), 'car-' || n, repeat('0', 64), CASE WHEN n % 10 = 9 THEN 'retired' ELSE 'active' END,
       'Model ' || n % 30, 2025, CASE WHEN n % 2 = 0 THEN 'SE' ELSE 'DE' END, 'Europe/Berlin', 'ICM-V2', '{}', '4.1',
       '000000004.000000001#', n % 3 <> 0, now() - interval '1 day' * CASE WHEN n < 3 THEN 91 ELSE 89 END, now(),
       CASE WHEN n < 100 THEN '{"hardwareId": "ICM-X9"}' ELSE '{}' END::jsonb
  FROM generate_series(0, 599) n`;
const UNDER_WAY = `
INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id, facts, state, offered_at)
VALUES ('att_1', 'veh_0500', 'rol_1', 'rel_1', 1, 1, 1, 0, 'ICM-V2', '{}', 'offered', now())`;

const HELD = `INSERT INTO vehicle_hold (vehicle_id, why, held_by, held_at) VALUES ('veh_0502', 'a complaint', 'ada', now())`;

describe('the preview of a cohort', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;
  beforeAll(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'test' });
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query(FLEET);
    await client.query(UNDER_WAY);
    await client.query(HELD);
    await client.end();
  });
  afterAll(async () => {
    await pool.close();
    await database.drop();
  });

  const preview = (cohort: Cohort, wanted: Partial<PreviewWanted> = {}) =>
    cohortPreview(pool, cohort, { now: instant(Date.now()), ...wanted });

  it('counts every active vehicle once: in, out, or not to be told', async () => {
    expect(await preview({ filter: 'softwareVersion==4.1;market==SE' })).toMatchObject({
      in: 200,
      out: 240,
      cannotTell: 100,
      markets: [{ value: 'SE', vehicles: 200 }],
      versions: [{ value: '4.1', vehicles: 200 }],
    });
  });

  it('breaks down those in it, the largest first and at most 20 kinds, by what the vehicle itself reports', async () => {
    const seen = await preview({});
    expect(seen).toMatchObject({ in: 540, out: 0, cannotTell: 0, modelYears: [{ value: 2025, vehicles: 540 }] });
    expect(seen.models).toHaveLength(20);
    expect(seen.hardware).toEqual([
      { value: 'ICM-V2', vehicles: 450 },
      { value: 'ICM-X9', vehicles: 90 },
    ]);
    expect(seen.versions).toEqual([
      { value: '4.1', vehicles: 360 },
      { value: null, vehicles: 180 },
    ]);
  });

  it('shows some of those in it', async () => {
    const { sample } = await preview({ filter: 'hardwareId==ICM-X9;market==DE' });
    expect(sample).toHaveLength(20);
    expect(new Set(sample.map(({ controllerId }) => controllerId)).size).toBe(20);
    expect(new Set(sample.map(({ market, hardwareId }) => `${market} ${hardwareId}`))).toEqual(new Set(['DE ICM-X9']));
  });

  it('says why vehicles in it would get nothing, how many and some of each', async () => {
    const { exclusions, eligible } = await preview({ markets: ['SE'] });
    expect(exclusions.map(({ reason, vehicles }) => [reason, vehicles])).toEqual([
      ['held', 1],
      ['in-another-rollout', 1],
      ['software-unknown', 100],
      ['facts-too-old', 2],
      ['facts-disagree', 50],
    ]);
    expect(exclusions[0]!.sample).toEqual(['car-502']);
    expect(exclusions[1]!.sample).toEqual(['car-500']);
    expect(exclusions[3]!.sample.toSorted()).toEqual(['car-0', 'car-2']);
    expect(new Set(exclusions[2]!.sample).size).toBe(20);
    // Of 200 that say what they run, 33 disagree, one of those is old as well, one more is under way, and one held.
    expect(eligible).toBe(300 - 100 - 33 - 2);
  });

  it('names the retired that match, and counts them nowhere else', async () => {
    const seen = await preview({ markets: ['DE'] });
    expect(seen.in).toBe(240);
    expect(seen.exclusions[0]).toMatchObject({ reason: 'not-in-service', vehicles: 60 });
  });

  it.each<[string, NonNullable<PreviewWanted['release']>, readonly (readonly [string, number])[]]>([
    [
      'another hardware',
      { version: '4.2', minimumVersion: null, hardwareIds: ['ICM-V2'] },
      [['hardware-does-not-fit', 90]],
    ],
    [
      'an older version',
      { version: '4.1.0', minimumVersion: null, hardwareIds: ['ICM-V2', 'ICM-X9'] },
      [['already-newer', 360]],
    ],
    ['a step before', { version: '5', minimumVersion: '4.1.1', hardwareIds: ['ICM-V2', 'ICM-X9'] }, [['no-path', 360]]],
    ['nobody', { version: '5', minimumVersion: '4.1', hardwareIds: ['ICM-V2', 'ICM-X9'] }, []],
  ])('says whom a release does not fit: it is for %s', async (_, release, wanted) => {
    const { exclusions } = await preview({}, { release });
    const ofRelease = exclusions.filter(({ reason }) => /hardware|newer|path/.test(reason));
    expect(ofRelease.map(({ reason, vehicles }) => [reason, vehicles])).toEqual(wanted);
  });

  it('says how many a share can be expected to be, and within which bounds', async () => {
    const cohort = { filter: 'hardwareId==ICM-V2;softwareVersion==4.1' };
    const { eligible, stages } = await preview(cohort, { shares: ['1%', '50%', '100%'].map(parseShare) });
    expect(eligible).toBe(298);
    expect(stages).toEqual([
      { share: 100, vehicles: 3, atLeast: 0, atMost: 7 },
      { share: 5_000, vehicles: 149, atLeast: 132, atMost: 166 },
      { share: 10_000, vehicles: 298, atLeast: 298, atMost: 298 },
    ]);
  });

  it('is empty for nobody', async () => {
    expect(await preview({ models: [] })).toEqual({
      ...{ in: 0, out: 540, cannotTell: 0, eligible: 0, models: [], markets: [], hardware: [], versions: [] },
      ...{ modelYears: [], stages: [], exclusions: [], sample: [] },
    });
  });

  it('refuses a filter that cannot be read', async () => {
    await expect(preview({ filter: 'colour==red' })).rejects.toMatchObject({ code: 'filter-not-valid' });
  });

  it('reads the table of vehicles once, its slices beside each other where there are workers', async () => {
    const wanted = { factsSince: instant(0), slicesAt: [0, 4, 8], parts: 4 };
    const { text, values } = kindsSql({ ring: 'staff', any: [{ markets: ['SE'] }] }, wanted);
    const plan = await longQuestion<{ 'QUERY PLAN': string }>(pool, { text: `EXPLAIN ${text}` }, values, {
      settings: KINDS_SETTINGS,
    });
    const lines = plan.map((line) => line['QUERY PLAN']);
    expect(lines.filter((line) => line.includes('Tid Range Scan on vehicle v'))).toHaveLength(3);
    expect(lines.filter((line) => line.includes(' on vehicle v'))).toHaveLength(3);
    expect(lines.join()).toContain('Parallel Append');
  });

  it('counts each vehicle in one slice, wherever the table is cut', async () => {
    for (const slicesAt of [[0], [0, 0], [0, 3], [0, 1, 2, 900]]) {
      const { text, values } = kindsSql({}, { factsSince: instant(0), slicesAt, parts: 1 });
      const kinds = await pool.rows<{ vehicles: number }>({ text }, values);
      expect(kinds.reduce((sum, { vehicles }) => sum + vehicles, 0)).toBe(600);
    }
  });
});
