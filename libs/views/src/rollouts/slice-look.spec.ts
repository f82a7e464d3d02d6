import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadPool } from '@tidings/postgres';
import { dateOf, type RolloutId } from '@tidings/vocabulary';
import pg from 'pg';
import { testDatabase } from '../../../../test/database/test-database.js';
import { NOON } from '../../../rollout-engine/builders/a-rollout.js';
import { sliceLook } from './slice-look.js';

const ROLLOUT = 'rol_look' as RolloutId;

describe('what the sub-cohort finder sees', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;
  let client: pg.Client;

  beforeAll(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'test' });
    client = new pg.Client(database.url);
    await client.connect();
    await client.query(
      `INSERT INTO rollout (id, name, release_id, cohort, plan, state, state_at, state_by, author, created_at)
       VALUES ($1, 'look', 'rel_1', '{}', '{}', 'running', $2, 'a', 'a', $2)`,
      [ROLLOUT, dateOf(NOON)],
    );
    await client.query('INSERT INTO rollout_tally (rollout_id, outcomes) VALUES ($1, 249)', [ROLLOUT]);
    // Every tenth is of hardware b, and every second of those fails.
    await client.query(
      `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id, facts,
                            state, failure, offered_at, fetched_at, closed_at)
       SELECT 'att_' || n, 'veh_' || n, $1, 'rel_1', 1, 1, 1, 0, 'ICM',
              jsonb_build_object('hardwareId', CASE WHEN n % 10 = 0 THEN 'b' ELSE 'a' END, 'reported', jsonb_build_object('serial', n::text)),
              CASE WHEN n % 20 = 0 THEN 'failed' ELSE 'installed' END, CASE WHEN n % 20 = 0 THEN 'degraded' END,
              $2, $2, $2::timestamptz + n * interval '1 s'
         FROM generate_series(1, 300) n`,
      [ROLLOUT, dateOf(NOON)],
    );
  });
  afterAll(async () => {
    await Promise.all([pool.close(), client.end()]);
    await database.drop();
  });

  it('is nothing before its next look is due', async () => {
    expect(await sliceLook(pool, { rolloutId: ROLLOUT, holds: [] })).toBeUndefined();
  });

  it('is the first 250 answers by slice, without slices of hardly anybody', async () => {
    await client.query('UPDATE rollout_tally SET outcomes = 300');
    expect(await sliceLook(pool, { rolloutId: ROLLOUT, holds: [] })).toEqual({
      ...{ look: 0, answers: 250, failed: 12 },
      slices: [
        { attribute: 'hardwareId', value: 'a', answers: 225, failed: 0 },
        { attribute: 'hardwareId', value: 'b', answers: 25, failed: 12 },
      ],
    });
  });

  it('leaves out the vehicles of what is held already', async () => {
    const holds = [{ attribute: 'hardwareId', value: 'b', since: NOON }];
    expect(await sliceLook(pool, { rolloutId: ROLLOUT, holds })).toMatchObject({ answers: 225, failed: 0 });
  });

  it('waits for the next look once it has had one', async () => {
    await client.query('UPDATE rollout SET slice_looks = 1');
    expect(await sliceLook(pool, { rolloutId: ROLLOUT, holds: [] })).toBeUndefined();
  });
});
