import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { positionOf, positionSql } from '@tidings/rollout-engine';
import type { RolloutId, VehicleId } from '@tidings/vocabulary';
import pg from 'pg';
import { testDatabase } from '../database/test-database.js';

describe('a position', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let client: pg.Client;

  beforeAll(async () => {
    database = await testDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('is the same number in Postgres and in memory', async () => {
    const rolloutId = 'rol_spring' as RolloutId;
    const { rows } = await client.query<{ id: VehicleId; position: string }>(
      `SELECT v.id, ${positionSql('$1::text', 'v.id')} AS position
         FROM (SELECT 'veh_' || n AS id FROM generate_series(1, 20000) n) v`,
      [rolloutId],
    );
    expect(rows).toHaveLength(20_000);
    const different = rows.filter(({ id, position }) => Number(position) !== positionOf(rolloutId, id));
    expect(different).toEqual([]);
  });
});
