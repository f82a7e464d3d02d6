import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReleaseId } from '@tidings/vocabulary';
import { publicProgress } from '@tidings/views';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

/** A vehicle's attempt as it stands after the stop: columns of its row, with `stop` for the moment of the stop. */
const PLACES = {
  'a-told': `state = 'downloading', fetched_at = stop, cancel_told_at = stop`,
  'b-acknowledged': `state = 'cancelled', fetched_at = stop, closed_at = stop + '1 s'`,
  'c-never-begun': `state = 'withdrawn', cause = 'never-begun', closed_at = stop + '1 s'`,
  'd-unanswered': `state = 'withdrawn', cause = 'cancel-unanswered', closed_at = stop + '1 s'`,
  'e-past': `state = 'installing', fetched_at = stop, delivered_at = stop`,
  'f-past': `state = 'downloaded', fetched_at = stop, delivered_at = stop`,
  'g-silent': `state = 'downloading', fetched_at = stop`,
  'h-ended': `state = 'installed', fetched_at = stop, delivered_at = stop, closed_at = stop + '1 s'`,
  'i-done-before': `state = 'installed', fetched_at = stop, delivered_at = stop, closed_at = stop - interval '1 s'`,
} as const;

/** Every way to stop, what is asked of whom, and where the moment of the stop stands. */
const WAYS = {
  'a pause': { as: 'rita', path: (rollout: string) => `${rollout}/pause`, stop: 'r.state_at' },
  'a halt': { as: 'paul', path: (rollout: string) => `${rollout}/halt`, stop: 'r.state_at' },
  'a withdrawal': { as: 'sven', path: (_: string, release: string) => `${release}/withdraw`, stop: 'r.state_at' },
  'an order to stop all': { as: 'paul', path: () => '/api/stop-all', stop: '(SELECT at FROM stop_all)' },
} as const;

describe.each(Object.entries(WAYS))('after %s', (_, { as, path, stop }) => {
  let desk: Desk;
  let rollout: string;
  let releaseId: ReleaseId;
  beforeAll(async () => {
    desk = await openDesk();
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
    const packageIds = [await pushPackage(desk, 'rita', publisher)];
    const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
    releaseId = release.body['id'] as ReleaseId;
    await desk.post('paul', `/api/releases/${releaseId}/approve`);
    await desk.post('rita', `/api/releases/${releaseId}/publish`, {});
    const vehicles = Object.keys(PLACES).map((controllerId) => aVehicleRequest({ controllerId }));
    await desk.post('rita', '/api/vehicles', { vehicles });
    const draft = { name: 'stopped', releaseId, cohort: { models: ['Vega'] } };
    const { body } = await desk.post('rita', '/api/rollouts', draft);
    rollout = `/api/rollouts/${body['id'] as string}`;
    await desk.post('paul', `${rollout}/approve`);
    await desk.post('rita', `${rollout}/start`);
    const stopped = await desk.post(as, path(rollout, `/api/releases/${releaseId}`), { why: 'a look first' });
    expect(stopped.status).toBe(200);
    for (const [controllerId, columns] of Object.entries(PLACES))
      await standsAt(controllerId, body['id'] as string, columns);
  });
  afterAll(() => desk.close());

  const standsAt = async (controllerId: string, rolloutId: string, columns: string): Promise<void> => {
    const { dataSource } = desk.foundation;
    await dataSource.query(
      `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id, facts,
                            state, offered_at)
       SELECT 'att_' || left(md5(v.id), 12), v.id, r.id, r.release_id, 1, 1, 1, 0, v.hardware_id, '{}', 'offered', r.state_at
         FROM vehicle v, rollout r WHERE v.controller_id = $1 AND r.id = $2`,
      [controllerId, rolloutId],
    );
    await dataSource.query(
      `UPDATE attempt a SET ${columns.replaceAll('stop', stop)} FROM vehicle v, rollout r
        WHERE v.id = a.vehicle_id AND v.controller_id = $1 AND r.id = a.rollout_id`,
      [controllerId],
    );
  };

  it('tells how far the stop has come, and names the cars that are past it', async () => {
    expect((await desk.get('vera', rollout)).body).toMatchObject({
      attempts: { offered: 9, open: 4, installed: 2, cancelled: 1, withdrawn: 2 },
      afterStop: {
        told: 1,
        acknowledged: 2,
        unanswered: 1,
        pastStopping: 2,
        pastStoppingVehicles: ['e-past', 'f-past'],
        notHeardFrom: 1,
        endedMeanwhile: 1,
      },
    });
  });

  it('is what a car under way and its owner are told', async () => {
    const why = await desk.post('aude', '/api/vehicles/why', { vehicle: 'g-silent' });
    expect(why.body).toMatchObject({ decision: { kind: 'stop' } });
    expect(JSON.stringify(why.body)).toContain('a look first');
    const [told] = await publicProgress(desk.foundation.pool, [releaseId]);
    expect([told!.state, told!.stateWhy]).toEqual([expect.stringMatching(/^(paused|halted)$/), 'a look first']);
  });
});
