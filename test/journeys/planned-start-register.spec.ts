import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { RegisterBeforeStart, RegisterTargets, ScanTargets } from '@tidings/operations';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

let desk: Desk;
let rollout: string;
beforeAll(async () => {
  desk = await openDesk();
  const publisher = aPublisher();
  await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
  const packageIds = [await pushPackage(desk, 'rita', publisher)];
  const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
  const releaseId = release.body['id'] as string;
  await desk.post('paul', `/api/releases/${releaseId}/approve`);
  await desk.post('rita', `/api/releases/${releaseId}/publish`, {});
  await desk.post('rita', '/api/vehicles', { vehicles: [aVehicleRequest({ controllerId: 'car-1' })] });
  const draft = { name: 'planned', releaseId, cohort: { models: ['Vega'] } };
  rollout = (await desk.post('rita', '/api/rollouts', draft)).body['id'] as string;
  await desk.post('paul', `/api/rollouts/${rollout}/approve`);
}, 120_000);
afterAll(() => desk.close());

const beforeStart = (): Promise<void> => {
  const { records, pool, store, clock } = desk.foundation;
  const registerTargets = new RegisterTargets(records, new ScanTargets(pool, store, clock));
  return new RegisterBeforeStart(pool, registerTargets, clock).run();
};
const planFor = (startsAt: string): Promise<unknown> =>
  desk.foundation.dataSource.query(
    `UPDATE rollout SET plan = plan || jsonb_build_object('startsAt', (extract(epoch FROM now() + interval '${startsAt}') * 1000)::bigint)`,
  );
const registers = async (): Promise<unknown> =>
  (await desk.get('aude', `/api/rollouts/${rollout}/registers`)).body['registers'];

it('writes a fresh register before a planned start, once, and none for a start that is far', async () => {
  await desk.foundation.dataSource.query(`UPDATE target_register SET as_of = as_of - interval '2 days'`);
  await planFor('3 days');
  await beforeStart();
  expect(await registers()).toHaveLength(1);
  await planFor('10 minutes');
  await beforeStart();
  await beforeStart();
  expect(await registers()).toMatchObject([
    { number: 2, writtenBy: 'tidings', vehicles: 1, compatible: 1, refused: [] },
    { number: 1, writtenBy: 'paul' },
  ]);
});

it('lists whoever a rule refuses, with the facts compared', async () => {
  await desk.post('rita', '/api/vehicles', {
    vehicles: [aVehicleRequest({ controllerId: 'car-2', hardwareId: 'OTHER' })],
  });
  await desk.post('rita', `/api/rollouts/${rollout}/registers`);
  // One line of NDJSON is JSON.
  const { status, body } = await desk.get('aude', `/api/rollouts/${rollout}/registers/newest/refused`);
  expect([status, body]).toMatchObject([200, { controllerId: 'car-2', refusals: [{ rule: 'hardware-fits' }] }]);
});
