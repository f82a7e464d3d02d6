import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Cohort, compileCohort, type Membership, membershipOf } from '@tidings/rollout-engine';
import { isoOf, parseInstant } from '@tidings/vocabulary';
import fc from 'fast-check';
import pg from 'pg';
import { someVehicleRow, type VehicleLine } from '../../builders/filters-and-vehicles.js';
import { type Joined, someCohort, someJoined } from '../../builders/some-cohorts.js';
import { testDatabase } from '../../../../test/database/test-database.js';
import { VEHICLE_COLUMNS, type VehicleColumns, vehicleOf } from '../vehicles/vehicle-of.js';
import { cohortSql } from './cohort-sql.js';

const INSERT = `
INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id, equipment,
                     software_version, software_version_key, is_software_known, software_since, registered_at, reported,
                     tags, attributes, ecus)
SELECT f.id, f.id, repeat('0', 64), 'active', f.model, f.year, f.market, f.zone, f.hardware, f.equipment, f.version, f.key,
       f.known, now(), f.registered, f.reported, f.tags, f.attributes, f.ecus
  FROM jsonb_to_recordset($1::jsonb) AS f(id text, model text, year int, market text, zone text, hardware text, equipment text[],
         version text, key text, known boolean, registered timestamptz, reported jsonb,
         tags text[], attributes jsonb, ecus jsonb)`;

/** Everybody once was on every ring and left it: only who is there now counts. */
const JOIN = `
WITH f AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS f(id text, rings text[], lists text[])),
     listed AS (INSERT INTO vehicle_list_member (vehicle_id, list_id) SELECT f.id, unnest(f.lists) FROM f),
     once AS (INSERT INTO ring_membership (ring, vehicle_id, joined_at, joined_by, left_at, left_by)
              SELECT 'nobody-is-in', f.id, now(), 'ada', now(), 'ada' FROM f)
INSERT INTO ring_membership (ring, vehicle_id, joined_at, joined_by) SELECT unnest(f.rings), f.id, now(), 'ada' FROM f`;

const ALONE: Joined = { rings: [], lists: [] };

describe('a cohort, in SQL and in memory', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let client: pg.Client;
  beforeAll(async () => {
    database = await testDatabase();
    client = new pg.Client(database.url);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  /** Both answers of every vehicle to every cohort, and its facts for the case that they differ. */
  async function bothAnswers(fleet: readonly (VehicleLine & Partial<Joined>)[], cohorts: readonly Cohort[]) {
    await client.query('BEGIN');
    try {
      const lines = JSON.stringify(fleet.map((line, n) => ({ ...ALONE, ...line, id: `veh_${n}` })));
      await client.query(INSERT, [lines]);
      await client.query(JOIN, [lines]);
      const values: unknown[] = [];
      const conditions = cohorts.map((cohort) => {
        const condition = cohortSql(cohort, values.length + 1);
        values.push(...condition.values);
        return `(${condition.where})`;
      });
      const text = `SELECT ${VEHICLE_COLUMNS}, ARRAY[${conditions.join(', ')}] AS "isIn" FROM vehicle v ORDER BY v.id`;
      const { rows } = await client.query<VehicleColumns & { isIn: (boolean | null)[] }>(text, values);
      const compiled = cohorts.map((cohort) => compileCohort(cohort));
      return rows.flatMap(({ isIn, ...row }) => {
        const vehicle = vehicleOf(row);
        return cohorts.map((cohort, n) => ({
          cohort,
          vehicle,
          sql: wordOf(isIn[n]!),
          memory: membershipOf(compiled[n]!, vehicle),
        }));
      });
    } finally {
      await client.query('ROLLBACK');
    }
  }

  it('has the same vehicles in, out and not to be told, whatever is asked and whatever they lack', async () => {
    const seen: Record<Membership, number> = { in: 0, out: 0, 'cannot-tell': 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(someVehicleRow, someJoined).map(([line, joined]) => ({ ...line, ...joined })),
          { minLength: 20, maxLength: 40 },
        ),
        fc.array(someCohort, { minLength: 10, maxLength: 20 }),
        async (fleet, cohorts) => {
          const answers = await bothAnswers(fleet, cohorts);
          expect(answers.filter(({ sql, memory }) => sql !== memory)).toEqual([]);
          for (const { memory } of answers) seen[memory]++;
        },
      ),
      { numRuns: 60 },
    );
    // A generator that never reaches an answer proves nothing of it.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(1_000);
  });

  it('compares an instant in whole milliseconds, as memory does', async () => {
    const registered = parseInstant('2026-03-10T12:00:00.250Z');
    const [line] = fc.sample(someVehicleRow, { numRuns: 1, seed: 1 });
    const finer = isoOf(registered).replace('Z', '499Z');
    const answers = await bothAnswers(
      [{ ...line!, registered: finer }],
      [{ filter: `registeredAt==${isoOf(registered)}` }, { filter: `registeredAt>${isoOf(registered)}` }],
    );
    expect(answers.map(({ sql, memory }) => [sql, memory])).toEqual([
      ['in', 'in'],
      ['out', 'out'],
    ]);
  });

  it('binds every value: what reads like SQL is text', async () => {
    const [line] = fc.sample(someVehicleRow, { numRuns: 1, seed: 1 });
    const name = `x')::text,v.id--`.replace(/[(),]/g, '.').replaceAll("'", '');
    const { where, values } = cohortSql({ filter: `reported.${name}=="' OR true --",model==$1` }, 4);
    expect(where).not.toMatch(/true|--/);
    expect(values).toContain(name);
    const answers = await bothAnswers([line!], [{ filter: `model=="' OR true --"` }]);
    expect(answers).toMatchObject([{ sql: 'out', memory: 'out' }]);
  });
});

function wordOf(isIn: boolean | null): Membership {
  if (isIn === null) return 'cannot-tell';
  return isIn ? 'in' : 'out';
}
