import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KeepRecalls } from '@tidings/operations';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

let desk: Desk;
let bad: string;
let fix: string;
beforeAll(async () => {
  desk = await openDesk();
  const publisher = aPublisher();
  await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
  const packageIds = [await pushPackage(desk, 'rita', publisher)];
  const release = async (version: string): Promise<string> => {
    const draft = { name: 'Asterion', version, packageIds, minimumVersion: '3.0', rxswin: { after: `RX ${version}` } };
    const id = (await desk.post('rita', '/api/releases', draft)).body['id'] as string;
    await desk.post('paul', `/api/releases/${id}/approve`);
    await desk.post('rita', `/api/releases/${id}/publish`, {});
    return id;
  };
  [bad, fix] = [await release('4.2'), await release('4.2.1')];
  const at = (controllerId: string, softwareVersion: string): object =>
    aVehicleRequest({ controllerId, softwareVersion });
  const vehicles = [
    ...['a-fixed', 'b-waits', 'c-retired', 'd-silent', 'e-on-the-way', 'f-failed'].map((name) => at(name, '4.2')),
    aVehicleRequest({ controllerId: 'g-other-hardware', softwareVersion: '4.2', hardwareId: 'OTHER' }),
    at('h-never-had-it', '4.1'),
  ];
  expect((await desk.post('rita', '/api/vehicles', { vehicles })).status).toBe(200);
});
afterAll(() => desk.close());

const query = (text: string, ...values: unknown[]): Promise<unknown> => desk.foundation.dataSource.query(text, values);

it('tells what a withdrawal stops before it is done, and does it once', async () => {
  const draft = { name: 'first', releaseId: bad, cohort: { models: ['Vega'] } };
  const rollout = (await desk.post('rita', '/api/rollouts', draft)).body['id'] as string;
  await desk.post('rita', '/api/rollouts', { ...draft, name: 'second' });
  await desk.post('paul', `/api/rollouts/${rollout}/approve`);
  await desk.post('rita', `/api/rollouts/${rollout}/start`);
  expect((await desk.get('vera', `/api/releases/${bad}/withdrawal`)).body).toMatchObject({
    rollouts: [{ name: 'first', state: 'running', linkGoes: 0 }],
    neverStart: ['second'],
    installed: 0,
  });
  expect((await desk.post('anna', `/api/releases/${bad}/withdraw`, { why: 'no' })).status).toBe(403);
  for (const why of ['fires', 'again'])
    expect((await desk.post('sven', `/api/releases/${bad}/withdraw`, { why })).body).toMatchObject({
      state: 'withdrawn',
      withdrawn: { by: 'sven', why: 'fires' },
    });
  expect((await desk.get('vera', `/api/rollouts/${rollout}`)).body).toMatchObject({ state: 'halted', why: 'fires' });
});

it('marks who runs it, drafts a rollout of its fix for exactly those, and says where each of them is', async () => {
  const asked = { fixReleaseId: fix, why: 'charging fires' };
  const first = await desk.post('rita', `/api/releases/${bad}/recall`, asked);
  expect(first).toMatchObject({ status: 200, body: { recalls: [{ affected: 6, rolloutState: 'draft' }] } });
  const again = await desk.post('rita', `/api/releases/${bad}/recall`, asked);
  expect(again.body).toEqual(first.body);
  const [{ rolloutId }] = first.body['recalls'] as [{ rolloutId: string }];
  expect((await desk.get('vera', `/api/rollouts/${rolloutId}`)).body).toMatchObject({
    release: { version: '4.2.1' },
    plan: { purpose: 'recall' },
    markets: [{ vehicles: 6 }],
  });
  await query(`UPDATE vehicle SET software_version = '4.2.1', software_version_key = (SELECT '000000004.000000002.000000001#')
                WHERE controller_id = 'a-fixed'`);
  await query(`UPDATE vehicle SET standing = 'retired' WHERE controller_id = 'c-retired'`);
  await query(`INSERT INTO vehicle_contact SELECT id, now() - CASE controller_id WHEN 'd-silent' THEN interval '31 days'
                 ELSE '1 hour' END FROM vehicle`);
  const attempt = (name: string, state: string, closed: string): Promise<unknown> =>
    query(
      `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id, facts,
                            state, offered_at, closed_at)
       SELECT 'att_' || v.id, v.id, $2, $3, 1, 1, 1, 0, v.hardware_id, '{}', $4, now(), ${closed} FROM vehicle v
        WHERE v.controller_id = $1`,
      ...[name, rolloutId, fix, state],
    );
  await attempt('e-on-the-way', 'downloading', 'NULL');
  await attempt('f-failed', 'failed', 'now()');
  expect((await desk.get('vera', `/api/releases/${bad}/recalls`)).body).toMatchObject({
    recalls: [
      {
        affected: 6,
        places: [
          { place: 'fixed', vehicles: 1, named: [] },
          { place: 'on-the-way', vehicles: 1, named: [] },
          { place: 'retired', vehicles: 1, named: ['c-retired'] },
          { place: 'no-path', vehicles: 0 },
          { place: 'silent', vehicles: 1, named: ['d-silent'] },
          { place: 'runs-another', vehicles: 0 },
          { place: 'failed', vehicles: 1, named: ['f-failed'] },
          { place: 'waiting', vehicles: 1, named: [] },
        ],
      },
    ],
  });
});

it('adds whoever turns out to have it later, and never forgets one', async () => {
  const { records, pool, clock } = desk.foundation;
  await query(
    `INSERT INTO attempt (id, vehicle_id, rollout_id, release_id, number, wire_number, epoch, stage_index, hardware_id,
                                    facts, state, offered_at, closed_at)
               SELECT 'att_late', v.id, 'rol_x', $1, 9, 9, 1, 0, v.hardware_id, '{}', 'installed', now(), now() FROM vehicle v
                WHERE v.controller_id = 'h-never-had-it'`,
    bad,
  );
  await new KeepRecalls(records, pool, clock).run();
  await new KeepRecalls(records, pool, clock).run();
  expect((await desk.get('vera', `/api/releases/${bad}/recalls`)).body).toMatchObject({
    recalls: [
      { affected: 7, places: expect.arrayContaining([expect.objectContaining({ place: 'fixed', vehicles: 1 })]) },
    ],
  });
});

it.each([
  ['itself', () => bad, 400],
  ['a release that is not there', () => 'rel_0', 404],
])('is not mended by %s', async (_, mends, status) => {
  const answer = await desk.post('rita', `/api/releases/${bad}/recall`, { fixReleaseId: mends(), why: 'w' });
  expect([answer.status, answer.body['detail']]).toEqual([status, expect.any(String)]);
});
