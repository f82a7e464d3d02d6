import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CloseAttempt, RecordAttributes, RecordReport, WatchAttempts } from '@tidings/operations';
import type { Report } from '@tidings/rollout-engine';
import { dateOf, days, hours, before, type Duration, type VehicleId } from '@tidings/vocabulary';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

describe('attempts that the conductor watches', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
    const packageIds = [await pushPackage(desk, 'rita', publisher)];
    const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
    const releaseId = release.body['id'] as string;
    await desk.post('paul', `/api/releases/${releaseId}/approve`);
    await desk.post('rita', `/api/releases/${releaseId}/publish`, {});
    const vehicles = Array.from({ length: 8 }, (_, n) => aVehicleRequest({ controllerId: `ast-${n}` }));
    await desk.post('rita', '/api/vehicles', { vehicles });
    const { body } = await desk.post('rita', '/api/rollouts', { name: 'watched', releaseId, cohort: {} });
    await desk.post('paul', `/api/rollouts/${body['id'] as string}/approve`);
    await desk.post('rita', `/api/rollouts/${body['id'] as string}/start`);
  });
  afterAll(() => desk.close());

  const sql = <T = unknown>(text: string, values: readonly unknown[] = []) =>
    desk.foundation.dataSource.query<T>(text, [...values]);
  const ago = (length: Duration): Date => dateOf(before(desk.foundation.clock.now(), length));
  const idOf = async (car: string): Promise<VehicleId> =>
    (await sql<{ id: VehicleId }[]>('SELECT id FROM vehicle WHERE controller_id = $1', [car]))[0]!.id;
  /** An attempt of a car, begun and perhaps delivered and closed so long ago. */
  async function tryOf(
    car: string,
    { state = 'downloading', begun, closed }: { state?: string; begun: Duration; closed?: Duration },
  ): Promise<void> {
    const id = await idOf(car);
    await sql(
      `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id, facts,
                            state, offered_at, fetched_at, delivered_at, closed_at)
       SELECT 'att_' || substr($1, 5), $1, r.id, r.release_id, 1, 1, 1, 0, 'cccu-2', '{"market": "GB"}', $2, $3, $3,
              CASE WHEN $4::timestamptz IS NOT NULL THEN $3::timestamptz END, $4 FROM rollout r`,
      [id, state, ago(begun), closed === undefined ? null : ago(closed)],
    );
    if (closed !== undefined)
      await sql(
        `INSERT INTO report (attempt_id, key, door, execution, finished, details, received_at)
         VALUES ('att_' || substr($1, 5), 'deployment/closed/success/-', 'deployment', 'closed', 'success', '[]', $2)`,
        [id, ago(closed)],
      );
  }
  const contact = async (car: string, at: Date): Promise<void> => {
    await sql(
      `INSERT INTO vehicle_contact VALUES ($1, $2) ON CONFLICT (vehicle_id) DO UPDATE SET last_seen_at = excluded.last_seen_at`,
      [await idOf(car), at],
    );
  };
  const stateOf = async (car: string) =>
    (
      await sql<{ state: string; silent: boolean; stalled: boolean }[]>(
        'SELECT state, silent_at IS NOT NULL AS silent, stalled_at IS NOT NULL AS stalled FROM attempt WHERE vehicle_id = $1',
        [await idOf(car)],
      )
    )[0]!;
  const watch = () => new WatchAttempts(desk.foundation.records, desk.foundation.pool, desk.foundation.clock).run();
  const report = async (car: string, said: Partial<Report>) =>
    new RecordReport(desk.foundation.records, new CloseAttempt()).run(await idOf(car), 1, {
      ...{ door: 'deployment', execution: 'progress', finished: 'none', code: undefined, details: [] },
      ...said,
    });
  const runs = async (car: string, softwareVersion: string) =>
    new RecordAttributes(desk.foundation.records, desk.foundation.clock, new CloseAttempt()).run(
      await idOf(car),
      'merge',
      { softwareVersion },
    );

  it('are silent when nothing is heard for a day, and go on when the vehicle is heard; that it was silent stays on record', async () => {
    await tryOf('ast-0', { begun: hours(30) });
    await tryOf('ast-1', { begun: hours(30) });
    await contact('ast-0', ago(hours(25)));
    await contact('ast-1', ago(hours(1)));
    await watch();
    expect(await stateOf('ast-0')).toEqual({ state: 'silent', silent: true, stalled: false });
    expect(await stateOf('ast-1')).toMatchObject({ state: 'downloading', silent: false });
    await contact('ast-0', ago(hours(0)));
    await watch();
    expect(await stateOf('ast-0')).toMatchObject({ state: 'offered', silent: true });
  });

  it('are stalled when the vehicle polls and makes no progress for three days, and go on with its next report', async () => {
    await tryOf('ast-2', { begun: days(4) });
    await contact('ast-2', ago(hours(0)));
    await watch();
    expect(await stateOf('ast-2')).toEqual({ state: 'stalled', silent: false, stalled: true });
    await report('ast-2', { execution: 'download' });
    expect(await stateOf('ast-2')).toMatchObject({ state: 'downloading', stalled: true });
    await watch();
    expect(await stateOf('ast-2')).toMatchObject({ state: 'downloading' });
  });

  it('are healthy after their soak, unless something bad was told; the same report again changes nothing', async () => {
    await tryOf('ast-3', { state: 'installed', begun: days(3), closed: days(2) });
    await tryOf('ast-4', { state: 'installed', begun: days(3), closed: days(2) });
    await tryOf('ast-5', { state: 'installed', begun: days(3), closed: hours(2) });
    const told = { source: 'clinic', kind: 'health', vehicle: 'ast-4', at: ago(days(1)).toISOString(), isBad: true };
    await desk.post('rita', '/api/evidence', { evidence: [told] });
    await watch();
    expect((await stateOf('ast-3')).state).toBe('healthy');
    expect((await stateOf('ast-4')).state).toBe('installed');
    expect((await stateOf('ast-5')).state).toBe('installed');
    await report('ast-3', { execution: 'closed', finished: 'success' });
    expect((await stateOf('ast-3')).state).toBe('healthy');
  });

  it('are rolled back when the vehicle tells an older version than it has installed, and not when it tells a newer one', async () => {
    await runs('ast-5', '4.3');
    expect((await stateOf('ast-5')).state).toBe('installed');
    await runs('ast-3', '4.1');
    expect((await stateOf('ast-3')).state).toBe('rolled-back');
    await report('ast-3', { execution: 'closed', finished: 'success' });
    await watch();
    expect((await stateOf('ast-3')).state).toBe('rolled-back');
    const [vehicle] = await sql<object[]>('SELECT software_version, is_software_known FROM vehicle WHERE id = $1', [
      await idOf('ast-3'),
    ]);
    expect(vehicle).toEqual({ software_version: '4.1', is_software_known: true });
  });

  it('are rolled back when the vehicle says so, in whatever order', async () => {
    await tryOf('ast-6', { state: 'installed', begun: days(3), closed: hours(2) });
    await report('ast-6', { execution: 'closed', finished: 'failure', code: 9007 });
    expect((await stateOf('ast-6')).state).toBe('rolled-back');
  });
});
