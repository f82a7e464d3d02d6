import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadPool } from '@tidings/postgres';
import { FAILURE_CLASSES, type RolloutFacts } from '@tidings/rollout-engine';
import { after, dateOf, days, instant, type RolloutId } from '@tidings/vocabulary';
import pg from 'pg';
import { testDatabase } from '../../../../test/database/test-database.js';
import { aRollout, NOON } from '../../../rollout-engine/builders/a-rollout.js';
import { seededChance } from '../../../rollout-engine/builders/seeded-chance.js';
import { startSegments, type Try } from '../../../rollout-engine/builders/start-segments.js';
import { stageEvidence } from './stage-evidence.js';
import { unresolvedVehicles } from './unresolved-vehicles.js';

const ENDINGS = [
  'open',
  'installed',
  'installed',
  'contradicted',
  'cancelled',
  'withdrawn',
  ...FAILURE_CLASSES,
] as const;

describe('the evidence of a rollout', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let pool: ReadPool;
  let client: pg.Client;

  beforeAll(async () => {
    database = await testDatabase();
    pool = new ReadPool(database.url, { applicationName: 'test' });
    client = new pg.Client(database.url);
    await client.connect();
  });
  afterAll(async () => {
    await Promise.all([pool.close(), client.end()]);
    await database.drop();
  });

  const segmentsOf = async (rollout: RolloutFacts) => (await stageEvidence(pool, rollout, NOON)).segments;
  const write = async ({ rolloutId }: RolloutFacts, tries: readonly Try[]): Promise<void> => {
    const rows = tries.map((one, n) => ({
      id: `att_${rolloutId}${n}`,
      vehicle: `${rolloutId}${one.vehicle}`,
      number: tries.slice(0, n + 1).filter(({ vehicle }) => vehicle === one.vehicle).length,
      stage: one.stage,
      market: one.market,
      state: (FAILURE_CLASSES as readonly string[]).includes(one.ending) ? 'failed' : one.ending,
      failure: (FAILURE_CLASSES as readonly string[]).includes(one.ending) ? one.ending : null,
      fetched: one.startedAt === undefined ? null : dateOf(instant(NOON + one.startedAt)),
      closed: one.ending === 'open' ? null : dateOf(NOON),
    }));
    await client.query(
      `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id, facts,
                            state, failure, offered_at, fetched_at, closed_at)
       SELECT t.id, t.vehicle, $1, 'rel_1', t.number, t.number, 1, t.stage, 'ICM', jsonb_build_object('market', t.market),
              t.state, t.failure, $2, t.fetched, t.closed
         FROM jsonb_to_recordset($3::jsonb) AS t(id text, vehicle text, number int, stage int, market text, state text, failure text,
                                                 fetched timestamptz, closed timestamptz)`,
      [rolloutId, dateOf(NOON), JSON.stringify(rows)],
    );
  };

  it('is nothing before anybody has started', async () => {
    const rollout = aRollout({ rolloutId: 'rol_none' as RolloutId });
    expect(await segmentsOf(rollout)).toEqual([]);
    await write(rollout, [{ vehicle: 'v', startedAt: undefined, stage: 0, market: 'SE', ending: 'withdrawn' }]);
    expect(await segmentsOf(rollout)).toEqual([]);
  });

  it('counts a vehicle once, at its first start, with its first verdict', async () => {
    const rollout = aRollout({ rolloutId: 'rol_once' as RolloutId });
    const one = { vehicle: 'again', stage: 0, market: 'SE' };
    await write(rollout, [
      { ...one, startedAt: 1, ending: 'cancelled' },
      { ...one, startedAt: 9, stage: 1, ending: 'degraded' },
      { ...one, vehicle: 'later', startedAt: 5, stage: 1, ending: 'open' },
    ]);
    expect(await segmentsOf(rollout)).toEqual([
      { started: 1, failed: 1, signals: { degraded: 1 } },
      { started: 1, failed: 0 },
    ]);
  });

  it('says where the latest failed vehicles stand in the order of starts', async () => {
    const rollout = aRollout({ rolloutId: 'rol_places' as RolloutId });
    await write(
      rollout,
      Array.from({ length: 60 }, (_, n) => ({
        ...{ vehicle: `v${n}`, startedAt: n + 1, stage: 0, market: 'SE' },
        ending: n % 2 === 0 ? ('degraded' as const) : ('installed' as const),
      })),
    );
    const { failedAt } = await stageEvidence(pool, rollout, NOON);
    expect(failedAt).toEqual(Array.from({ length: 20 }, (_, n) => 20 + 2 * n));
  });

  it('names, a page at a time, exactly the vehicles it counts as unresolved', async () => {
    const rollout = aRollout({ rolloutId: 'rol_named' as RolloutId });
    const endings = ['open', 'installed', 'cancelled', 'open', 'degraded', 'open'] as const;
    const tries = endings.map((ending, n) => ({ vehicle: `-${n}`, startedAt: 1, stage: 0, market: 'SE', ending }));
    await write(rollout, [...tries, { ...tries[0]!, vehicle: '-late', startedAt: days(1) }]);
    await client.query(`
      INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id,
                           is_software_known, software_since, registered_at)
      SELECT vehicle_id, vehicle_id, '', 'active', 'Vega', 2025, 'SE', 'UTC', 'ICM', false, now(), now() FROM attempt
       WHERE rollout_id = 'rol_named'`);
    const now = after(NOON, days(1.5));
    const first = await unresolvedVehicles(pool, rollout, { limit: 2 }, now);
    const rest = await unresolvedVehicles(pool, rollout, { limit: 2, after: first.next }, now);
    const named = [...first.items, ...rest.items].map(({ controllerId }) => controllerId);
    expect([named, rest.next]).toEqual([['rol_named-0', 'rol_named-3', 'rol_named-5'], undefined]);
    expect((await stageEvidence(pool, rollout, now)).unresolved).toBe(named.length);
  });

  it.each([1, 2, 3, 4, 5])(
    'orders starts and restarts as the guardrail is described, whatever cars do (seed %i)',
    async (seed) => {
      const chance = seededChance(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)]!;
      const rollout = aRollout({ rolloutId: `rol_${seed}` as RolloutId });
      const tries: Try[] = [];
      const instants = seed % 2 === 0 ? 3 : 1_000_000;
      for (let car = 0; car < 700; car++)
        for (let n = 0; n === 0 || (n < 3 && tries.at(-1)!.ending !== 'open' && chance() < 0.3); n++)
          tries.push({
            vehicle: String(car),
            startedAt: chance() < 0.1 ? undefined : Math.floor(chance() * instants),
            stage: Math.floor(chance() * (1 + (car * 4) / 700)),
            market: pick(['SE', 'DE', 'FR', ...(car > 350 ? ['GB', 'JP'] : [])]),
            ending: pick(ENDINGS),
          });
      await write(rollout, tries);
      const order = (id: string): number => [...ids].indexOf(id);
      const ids = tries.map((_, n) => `att_rol_${seed}${n}`).toSorted((a, b) => (a < b ? -1 : 1));
      const untied = tries.map((one, n) => ({
        ...one,
        startedAt: one.startedAt === undefined ? undefined : one.startedAt + order(`att_rol_${seed}${n}`) / 1e4,
      }));
      expect(await segmentsOf(rollout)).toEqual(startSegments(untied));
    },
  );
});
