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
  const { records, pool, store, clock, ids } = desk.foundation;
  const registerTargets = new RegisterTargets(records, new ScanTargets(pool, store, records, clock, ids));
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
  const { status, body } = await desk.get('aude', `/api/rollouts/${rollout}/registers/newest/refused?limit=1`);
  expect([status, body]).toMatchObject([
    200,
    { items: [{ controllerId: 'car-2', refusals: [{ rule: 'hardware-fits' }] }] },
  ]);
  expect(body).not.toHaveProperty('next');
});

it('offers nothing to a car whose line says refused until it changes or a fresh register takes it in', async () => {
  const gate = async (): Promise<unknown> => {
    const why = await desk.post('rita', '/api/vehicles/why', { vehicle: 'car-2' });
    const [walk] = why.body['rollouts'] as [{ gates: readonly { gate: string; passes: boolean; has: string }[] }];
    return walk.gates.find(({ gate: name }) => name === 'in-register');
  };
  expect(await gate()).toMatchObject({ passes: false, has: expect.stringContaining('hardware-fits') });
  await desk.foundation.dataSource.query(`UPDATE vehicle SET tags = '{seen}' WHERE controller_id = 'car-2'`);
  expect(await gate()).toMatchObject({ passes: true });
  await desk.post('rita', `/api/rollouts/${rollout}/registers`);
  expect(await gate()).toMatchObject({ passes: false });
  const [{ rows }] = await desk.foundation.dataSource.query<[{ rows: number }]>(
    'SELECT count(*)::int AS rows FROM register_refusal',
  );
  expect(rows).toBe(1);
});

it('names what cars run that the release does not start from', async () => {
  await desk.foundation.dataSource.query(`UPDATE release SET minimum_version = '4.1.5'`);
  const { body } = await desk.post('rita', `/api/rollouts/${rollout}/registers`);
  expect(body['notReached']).toEqual([{ has: 'runs 4.1; no running rollout brings a step', vehicles: 2 }]);
});
