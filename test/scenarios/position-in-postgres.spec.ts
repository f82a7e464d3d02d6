import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { POSITION_SPACE, positionOf, positionSql, shaOfPositionSql, thresholdBytes } from '@tidings/rollout-engine';
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

  it('compares with a threshold as bytes as it does as a number', async () => {
    const rolloutId = 'rol_spring' as RolloutId;
    const ids = Array.from({ length: 500 }, (_, n) => `veh_${n}` as VehicleId);
    // Every third threshold is somebody's own position, and the numbers beside it.
    const positions = ids.map((id) => positionOf(rolloutId, id));
    const thresholds = [0, 1, POSITION_SPACE - 1, ...positions.flatMap((one) => [one - 1, one, one + 1])];
    const { rows } = await client.query<{ id: VehicleId; place: number; isBelow: boolean }>(
      `SELECT v.id, t.place::int, ${shaOfPositionSql('$1::text', 'v.id')} < t.bytes AS "isBelow"
         FROM unnest($2::text[]) v(id), unnest($3::bytea[]) WITH ORDINALITY t(bytes, place)`,
      [rolloutId, ids.slice(0, 50), thresholds.map(thresholdBytes)],
    );
    expect(rows).toHaveLength(50 * thresholds.length);
    const different = rows.filter(
      ({ id, place, isBelow }) => isBelow !== positionOf(rolloutId, id) < thresholds[place - 1]!,
    );
    expect(different).toEqual([]);
  });
});
