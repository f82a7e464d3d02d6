import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadPool } from '@tidings/postgres';
import { type Cohort, positionOf, thresholdOf } from '@tidings/rollout-engine';
import { basisPoints, type RolloutId, type VehicleId } from '@tidings/vocabulary';
import pg from 'pg';
import { testDatabase } from '../../../../test/database/test-database.js';
import { cohortCount } from './cohort-count.js';
import { countThresholds } from './count-thresholds.js';

const ROLLOUT = 'rol_1' as RolloutId;
const FLEET = Array.from({ length: 2_000 }, (_, n) => ({
  id: `veh_${n}` as VehicleId,
  model: n % 3 === 0 ? 'Lyra' : 'Vega',
  market: n % 5 === 0 ? 'SE' : 'DE',
}));

describe('the count of a cohort', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;

  beforeAll(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'test' });
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query(
      `INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id,
                            is_software_known, software_since, registered_at)
       SELECT f.id, f.id, repeat('0', 64), 'active', f.model, 2025, f.market, 'Europe/Berlin', 'ICM', false, now(), now()
         FROM jsonb_to_recordset($1::jsonb) AS f(id text, model text, market text)`,
      [JSON.stringify(FLEET)],
    );
    await client.end();
  });
  afterAll(async () => {
    await pool.close();
    await database.drop();
  });

  it('counts those in the rings of a stage wherever their place, once', async () => {
    const client = new pg.Client(database.url);
    await client.connect();
    const join = (ring: string, ids: readonly string[], left = 'NULL') =>
      client.query(
        `INSERT INTO ring_membership (ring, vehicle_id, joined_at, joined_by, left_at) SELECT $1, id, now(), 'ada', ${left} FROM unnest($2::text[]) id`,
        [ring, ids],
      );
    const idsFrom = (from: number, to: number) => FLEET.slice(from, to).map(({ id }) => id);
    await join('staff', idsFrom(0, 30));
    await join('early', idsFrom(20, 60));
    await join('early', idsFrom(60, 70), 'now()');
    await client.end();
    const tenth = thresholdOf(basisPoints(1_000));
    const inRing = (id: string): boolean => idsFrom(0, 60).includes(id as VehicleId);
    const count = await cohortCount(
      pool,
      ROLLOUT,
      {},
      [0, 0, tenth],
      [['staff'], ['staff', 'early'], ['staff', 'early']],
    );
    const exposed = FLEET.filter(({ id }) => inRing(id) || positionOf(ROLLOUT, id) < tenth).length;
    expect(count).toEqual({ inAll: 2_000, below: [30, 60, exposed] });
  });

  it('gives a count the threshold that exactly so many lie below, and none beyond the cohort', async () => {
    const cohort = { models: ['Lyra'] };
    const thresholds = await countThresholds(pool, ROLLOUT, cohort, [1, 100, 667, 668]);
    expect([...thresholds.keys()].toSorted((a, b) => a - b)).toEqual([1, 100, 667]);
    const { below } = await cohortCount(
      pool,
      ROLLOUT,
      cohort,
      [1, 100, 667].map((count) => thresholds.get(count)!),
    );
    expect(below).toEqual([1, 100, 667]);
  });

  it.each<[string, Cohort]>([
    ['everybody', {}],
    ['a model', { models: ['Lyra'] }],
    ['a model in a market', { models: ['Vega'], markets: ['SE'] }],
    ['a list', { vehicles: FLEET.slice(0, 50).map(({ id }) => id) }],
    ['nobody', { models: [] }],
  ])('finds the same vehicles below each threshold as memory does: %s', async (_, cohort) => {
    const shares = [1, 100, 2_500, 10_000].map((share) => thresholdOf(basisPoints(share)));
    const members = FLEET.filter(
      ({ id, model, market }) =>
        (cohort.models?.includes(model) ?? true) &&
        (cohort.markets?.includes(market) ?? true) &&
        (cohort.vehicles?.includes(id) ?? true),
    );
    expect(await cohortCount(pool, ROLLOUT, cohort, shares)).toEqual({
      inAll: members.length,
      below: shares.map((threshold) => members.filter(({ id }) => positionOf(ROLLOUT, id) < threshold).length),
    });
  });
});
