import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

type Body = Record<string, unknown>;

describe('cohorts with names', () => {
  let desk: Desk;
  let releaseId: string;
  beforeAll(async () => {
    desk = await openDesk();
    const vehicles = Array.from({ length: 20 }, (_, n) =>
      aVehicleRequest({ controllerId: `car-${n}`, market: n % 2 === 0 ? 'GB' : 'SE' }),
    );
    await desk.post('rita', '/api/vehicles', { vehicles });
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion Powertrain', jwk: publisher.publicJwk });
    const packageIds = [await pushPackage(desk, 'rita', publisher)];
    const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
    releaseId = release.body['id'] as string;
  });
  afterAll(() => desk.close());

  const save = (name: string, cohort: object) => desk.post('rita', '/api/cohorts', { name, cohort });
  const sizeOf = async (cohort: object) => (await desk.post('rita', '/api/cohorts/preview', { cohort })).body['in'];
  const send = async (path: string, body: string, type: string) => {
    const authorization = `Bearer ${await desk.tokenOf('rita')}`;
    const headers = { authorization, 'content-type': type };
    const answer = await fetch(`${desk.url}${path}`, { method: 'POST', headers, body });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  const fileList = (text: string, query = '') => send(`/api/vehicle-lists${query}`, text, 'application/octet-stream');

  it('are saved as versions; a rollout goes on with the one it was made with', async () => {
    const first = await save('north', { markets: ['SE'] });
    expect(first).toMatchObject({
      status: 201,
      body: { name: 'north', versions: [{ version: 1, in: 10, author: 'rita', cohort: { text: 'market SE' } }] },
    });
    const draft = { name: 'north first', releaseId, cohort: { saved: { cohort: 'north' } } };
    const { body: rollout } = await desk.post('rita', '/api/rollouts', draft);
    expect(rollout).toMatchObject({
      cohort: { text: 'cohort "north" version 1 (market SE)', saved: { name: 'north', version: 1 } },
    });

    const again = await save('north', { markets: ['SE'] });
    expect(again).toMatchObject({ status: 200, body: { versions: [{ version: 1 }] } });
    const second = await save('north', { markets: ['SE', 'GB'] });
    expect(second).toMatchObject({
      status: 201,
      body: {
        versions: [{ version: 2, in: 20 }, { version: 1 }],
        usedBy: [{ name: 'north first', state: 'draft', version: 1 }],
      },
    });
    const id = rollout['id'] as string;
    expect(await desk.post('paul', `/api/rollouts/${id}/approve`)).toMatchObject({
      body: { cohort: { vehicles: 10 } },
    });
    expect(await sizeOf({ saved: { cohort: 'north' } })).toBe(20);
    expect(await sizeOf({ saved: { cohort: 'north', version: 1 } })).toBe(10);

    const cohortId = first.body['id'] as string;
    expect(await desk.get('vera', `/api/cohorts/${cohortId}/difference`)).toMatchObject({
      status: 200,
      body: {
        ...{ from: 1, to: 2, inBoth: 10, onlyBefore: 0, onlyAfter: 10 },
        changes: [{ kind: 'added', what: 'market GB' }],
      },
    });
    expect(await desk.post('rita', `/api/cohorts/${cohortId}/delete`)).toMatchObject({ status: 200 });
    expect((await desk.get('vera', '/api/cohorts')).body).toEqual({ items: [] });
    expect((await desk.get('vera', `/api/rollouts/${id}`)).body).toMatchObject({ cohort: { saved: { version: 1 } } });
    expect(await save('other', { saved: { cohort: 'north' } })).toMatchObject({ status: 404 });
    expect(await save('north', {})).toMatchObject({ status: 201, body: { versions: [{ version: 1, in: 20 }] } });
  });

  it('never change once they are saved, whoever tries', async () => {
    await save('kept', { markets: ['GB'] });
    const change = desk.foundation.dataSource.query(`UPDATE cohort_version SET cohort = '{}'`);
    await expect(change).rejects.toThrow('cohort_version never changes');
  });

  it('stand on lists of a hundred thousand names, told line by line what nobody is registered under', async () => {
    const text = `# staff cars\r\ncar-1\r\n\r\nnobody\r\ncar-2\r\ncar-1\r\n`;
    expect(await fileList(text)).toMatchObject({
      status: 422,
      body: { code: 'vehicles-unknown', facts: { count: 1, lines: [{ line: 4, name: 'nobody' }] } },
    });
    const filed = await fileList(text, '?unknown=leave-out');
    expect(filed).toMatchObject({
      status: 200,
      body: { vehicles: 2, unknownCount: 1, unknown: [{ line: 4, name: 'nobody' }] },
    });
    expect((await fileList('car-2\ncar-1')).body['id']).toBe(filed.body['id']);
    expect(await sizeOf({ list: filed.body['id'] })).toBe(2);
    expect(await sizeOf({ markets: ['SE'], not: { list: filed.body['id'] } })).toBe(9);
    expect(await fileList('# nobody\n')).toMatchObject({ status: 422, body: { code: 'list-not-valid' } });
    expect(await fileList(`car-1\n${'x'.repeat(5_000_000)}`)).toMatchObject({
      status: 422,
      body: { facts: { line: 2 } },
    });
    const many = Array.from({ length: 100_001 }, (_, n) => `car-${n}`);
    expect(await fileList(many.join('\n'))).toMatchObject({ status: 422, body: { facts: { line: 100_001 } } });
    const most = await fileList(many.slice(0, 100_000).join('\n'), '?unknown=leave-out');
    expect(most.body).toMatchObject({ vehicles: 20, unknownCount: 99_980 });
    expect(await sizeOf({ list: 'lst_0' })).toBeUndefined();
  });

  it('may be rings, which vehicles join and leave', async () => {
    expect(await desk.post('rita', '/api/rings', { name: 'staff', description: 'our own' })).toMatchObject({
      status: 201,
      body: { name: 'staff', vehicles: 0 },
    });
    expect(await desk.post('rita', '/api/rings', { name: 'staff', description: 'x' })).toMatchObject({ status: 409 });
    const move = (how: string, ...vehicles: string[]) => desk.post('rita', `/api/rings/staff/${how}`, { vehicles });
    expect((await move('join', 'car-1', 'car-2', 'car-3')).body).toEqual({ moved: 3 });
    expect((await move('join', 'car-3', 'car-4')).body).toEqual({ moved: 1 });
    expect((await move('leave', 'car-1', 'car-9')).body).toEqual({ moved: 1 });
    expect(await move('join', 'car-5', 'nobody')).toMatchObject({ status: 422, body: { code: 'vehicles-unknown' } });
    const members = await desk.post('aude', '/api/rings/staff/members', {});
    expect((members.body['items'] as Body[]).map((member) => member['controllerId'])).toEqual([
      'car-2',
      'car-3',
      'car-4',
    ]);
    expect(members.body['items']).toMatchObject([{ joinedBy: 'rita' }, {}, {}]);
    expect(await sizeOf({ any: [{ ring: 'staff' }, { vehicles: ['car-1'] }] })).toBe(4);
    expect(await desk.post('rita', '/api/cohorts/preview', { cohort: { ring: 'nobody' } })).toMatchObject({
      status: 404,
    });

    const { body } = await desk.post('rita', '/api/rollouts', { name: 'staff', releaseId, cohort: { ring: 'staff' } });
    const gateOf = async (vehicle: string) => {
      const why = await desk.post('rita', '/api/vehicles/why', { vehicle });
      const rollouts = why.body['rollouts'] as { name: string; gates: Body[] }[];
      return rollouts.find(({ name }) => name === 'staff')!.gates.find(({ gate }) => gate === 'in-cohort');
    };
    expect(body).toMatchObject({ cohort: { ring: 'staff' } });
    expect(await gateOf('car-2')).toMatchObject({ passes: true, wants: 'ring staff', has: 'Vega in GB; ring staff' });
    expect(await gateOf('car-1')).toMatchObject({ passes: false, has: 'Vega in SE; in no ring' });
  });

  it('are refused when they stand in each other too deep, however deep', async () => {
    const nested = (depth: number): string => `${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`;
    const ask = async (depth: number) => {
      const { status, body } = await send('/api/cohorts/preview', `{"cohort":${nested(depth)}}`, 'application/json');
      return [status, body['code']];
    };
    expect(await ask(11)).toEqual([200, undefined]);
    expect(await ask(12)).toEqual([422, 'cohort-not-valid']);
    for (const depth of [1_000, 20_000, 100_000]) expect((await ask(depth))[0]).toBe(400);
  });
});
