import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WatchControl } from '@tidings/operations';
import { positionOf } from '@tidings/rollout-engine';
import { before, dateOf, hours, type RolloutId, type VehicleId } from '@tidings/vocabulary';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

describe('vehicles that are not exposed', () => {
  let desk: Desk;
  let rolloutId: RolloutId;
  let below: readonly VehicleId[];
  let above: readonly VehicleId[];

  beforeAll(async () => {
    desk = await openDesk();
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
    const packageIds = [await pushPackage(desk, 'rita', publisher)];
    const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
    const releaseId = release.body['id'] as string;
    await desk.post('paul', `/api/releases/${releaseId}/approve`);
    await desk.post('rita', `/api/releases/${releaseId}/publish`, {});
    const vehicles = Array.from({ length: 400 }, (_, n) => aVehicleRequest({ controllerId: `ast-${n}` }));
    await desk.post('rita', '/api/vehicles', { vehicles });
    const plan = { stages: [{ share: '25%' }, { share: '100%' }] };
    const { body } = await desk.post('rita', '/api/rollouts', { name: 'compared', releaseId, cohort: {}, plan });
    rolloutId = body['id'] as RolloutId;
    await desk.post('paul', `/api/rollouts/${rolloutId}/approve`);
    await desk.post('rita', `/api/rollouts/${rolloutId}/start`);
    await sql(`UPDATE vehicle SET registered_at = $1`, [ago(240)]);
    const ids = (await sql<{ id: VehicleId }[]>('SELECT id FROM vehicle')).map(({ id }) => id);
    const [{ threshold }] = await sql<[{ threshold: string }]>('SELECT threshold FROM rollout');
    below = ids.filter((id) => positionOf(rolloutId, id) < Number(threshold));
    above = ids.filter((id) => positionOf(rolloutId, id) >= Number(threshold));
  });
  afterAll(() => desk.close());

  const sql = <T = unknown>(text: string, values: readonly unknown[] = []) =>
    desk.foundation.dataSource.query<T>(text, [...values]);
  const ago = (count: number): Date => dateOf(before(desk.foundation.clock.now(), hours(count)));
  const seen = (ids: readonly VehicleId[], at: Date) =>
    sql(
      `INSERT INTO vehicle_contact SELECT unnest($1::text[]), $2::timestamptz
       ON CONFLICT (vehicle_id) DO UPDATE SET last_seen_at = excluded.last_seen_at`,
      [ids, at],
    );
  const watch = () => new WatchControl(desk.foundation.records, desk.foundation.pool, desk.foundation.clock).run();
  const spellPasses = () => sql(`UPDATE control_watch SET began_at = began_at - interval '7 h'`);
  const spells = () =>
    sql<object[]>(
      `SELECT well_below, well_above, bad_below, bad_above FROM control_spell WHERE guardrail = 'silent' ORDER BY ends_at`,
    );
  const silence = async () => {
    const { body } = await desk.get('vera', `/api/rollouts/${rolloutId}/guardrails`);
    return (body['guardrails'] as { guardrail: string }[]).find(({ guardrail }) => guardrail === 'silent');
  };

  it('are compared by the spell with those that are, once the spell is over', async () => {
    await seen([...below, ...above], ago(1));
    await watch();
    await watch();
    expect(await spells()).toEqual([]);
    expect(await silence()).toMatchObject({ against: 'change' });
    // In the spell of seven hours, 20 exposed cars and two others have become silent; one was so before.
    await seen(below.slice(0, 20), ago(25));
    await seen(above.slice(0, 2), ago(26));
    await seen(above.slice(2, 3), ago(80));
    await spellPasses();
    await watch();
    expect(await spells()).toEqual([
      { well_below: below.length, well_above: above.length - 1, bad_below: 20, bad_above: 2 },
    ]);
    expect(await silence()).toMatchObject({ against: 'control', verdict: 'breached', force: 'halt', bad: 20 });
  });

  it('count each vehicle once, and not those in another rollout, held or late', async () => {
    await seen(below, ago(1));
    await sql(
      `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id, facts, state, offered_at)
       VALUES ('att_other', $1, 'rol_other', 'rel_other', 1, 1, 1, 0, 'h', '{}', 'offered', now())`,
      [above[10]],
    );
    await sql('UPDATE vehicle SET registered_at = now() WHERE id = $1', [above[11]]);
    await sql(`UPDATE vehicle SET equipment = '{tow-bar}' WHERE id = $1`, [above[12]]);
    await sql(
      `INSERT INTO slice_hold (id, rollout_id, attribute, value, since, evidence) VALUES ('hol_1', $1, 'equipment', 'tow-bar', now(), '[]')`,
      [rolloutId],
    );
    await spellPasses();
    await watch();
    expect((await spells())[1]).toEqual({
      well_below: below.length - 20,
      well_above: above.length - 6,
      bad_below: 0,
      bad_above: 0,
    });
  });
});
