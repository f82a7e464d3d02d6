import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SealJournal } from '@tidings/operations';
import { openApiDocument } from '@tidings/operator-api';
import { JournalVerifier, type SealedBlock } from '@tidings/update-trust';
import { after, days, isoOf, type Sha256 } from '@tidings/vocabulary';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aPublisher, pushPackage } from './operator-api-publisher.js';
import { aVehicleRequest } from './operator-api-vehicles.js';

describe('rights at the release desk', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  it('opens no operation to a stranger, nor to a person without a role', async () => {
    const { paths } = await openApiDocument();
    const nobody = `Bearer ${await desk.tokenOf('nobody')}`;
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => [method.toUpperCase(), path.replace('{id}', 'xxx_1')] as const),
    );
    expect(operations.length).toBeGreaterThan(30);
    for (const [method, path] of operations) {
      const body = method === 'GET' ? undefined : {};
      const at = `${method} ${path}`;
      expect({ at, ...(await desk.ask(method, path, undefined, body)) }).toMatchObject({ at, status: 401 });
      expect({ at, ...(await desk.ask(method, path, nobody, body)) }).toMatchObject({ at, status: 403 });
    }
  });

  it('lets a viewer read and change nothing', async () => {
    const { paths } = await openApiDocument();
    const viewer = `Bearer ${await desk.tokenOf('vera')}`;
    for (const [path, item] of Object.entries(paths))
      for (const method of Object.keys(item).filter((each) => each !== 'get')) {
        const at = `${method} ${path}`;
        const answer = await desk.ask(method.toUpperCase(), path.replace('{id}', 'xxx_1'), viewer, {});
        expect({ at, ...answer }).toMatchObject({ at, status: 403, body: { code: 'role-missing' } });
      }
    expect((await desk.get('vera', '/api/rollouts')).status).toBe(200);
  });

  it('shows its document to everybody', async () => {
    const answer = await desk.ask('GET', '/openapi.json', undefined);
    expect(answer).toEqual({ status: 200, body: JSON.parse(JSON.stringify(await openApiDocument())) as object });
  });
});

describe('an API token', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  const inDays = (count: number): string => isoOf(after(desk.foundation.clock.now(), days(count)));
  const issue = (parts: object, as: 'rita' | 'oda' = 'rita') =>
    desk.post(as, '/api/api-tokens', { name: 'nightly', roles: ['release-manager'], expiresAt: inDays(30), ...parts });

  it('acts as the person who issued it until it is revoked, and its text is shown once', async () => {
    const { status, body } = await issue({});
    expect(status).toBe(201);
    const bearer = `Bearer ${body['token'] as string}`;
    expect(body['token']).toMatch(/^tdg_[A-Za-z0-9_-]{43}$/);
    const added = await desk.ask('POST', '/api/publishers', bearer, {
      name: 'By machine',
      jwk: aPublisher().publicJwk,
    });
    expect(added).toMatchObject({ status: 201, body: { registeredBy: 'rita' } });
    const list = await desk.get('aude', '/api/api-tokens');
    expect(list.body['items']).toMatchObject([{ id: body['id'], name: 'nightly', issuedBy: 'rita' }]);
    expect(JSON.stringify(list.body)).not.toContain(body['token']);
    expect((await desk.post('oda', `/api/api-tokens/${body['id'] as string}/revoke`)).status).toBe(200);
    expect(await desk.ask('GET', '/api/publishers', bearer)).toMatchObject({
      status: 401,
      body: { code: 'token-not-valid' },
    });
  });

  it('never approves, and never issues another', async () => {
    const { body } = await issue({ roles: ['approver', 'release-manager'] }, 'oda');
    const bearer = `Bearer ${body['token'] as string}`;
    const publisher = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: publisher.publicJwk });
    const packageIds = [await pushPackage(desk, 'rita', publisher)];
    const release = await desk.post('rita', '/api/releases', { name: 'Asterion', version: '4.2', packageIds });
    expect(await desk.ask('POST', `/api/releases/${release.body['id'] as string}/approve`, bearer)).toMatchObject({
      status: 403,
      body: { code: 'machine-may-not-approve' },
    });
    const draft = { name: 'again', roles: ['release-manager'], expiresAt: inDays(1) };
    expect(await desk.ask('POST', '/api/api-tokens', bearer, draft)).toMatchObject({
      status: 403,
      body: { code: 'machine-may-not-issue' },
    });
  });

  it.each([
    ['more rights than its issuer has', () => ({ roles: ['approver'] }), 403, 'roles-beyond-own'],
    ['a role that does not exist', () => ({ roles: ['king'] }), 400, 'bad-request'],
    ['more than a year', () => ({ expiresAt: inDays(400) }), 400, 'bad-request'],
    ['an end in the past', () => ({ expiresAt: inDays(-1) }), 400, 'bad-request'],
    ['an end that is none', () => ({ expiresAt: 'soon' }), 400, 'bad-instant'],
  ])('is not given %s', async (_, parts, status, code) => {
    expect(await issue(parts())).toMatchObject({ status, body: { code } });
  });
});

describe('vehicles and the journal', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  const register = (...vehicles: object[]) => desk.post('rita', '/api/vehicles', { vehicles });

  it('takes good lines and refuses the others, each with its reason', async () => {
    const answer = await register(
      aVehicleRequest({ controllerId: 'ast-1' }),
      aVehicleRequest({ controllerId: 'ast 2' }),
      aVehicleRequest({ controllerId: 'ast-3', timeZone: 'Mars/Olympus' }),
      aVehicleRequest({ controllerId: 'ast-4', softwareVersion: 'newest' }),
      aVehicleRequest({ controllerId: 'ast-1' }),
      aVehicleRequest({ controllerId: 'ast-5', softwareVersion: undefined, equipment: ['heat-pump'] }),
    );
    expect(answer).toMatchObject({ status: 200, body: { registered: 2, changed: 0, unchanged: 0 } });
    expect((answer.body['refused'] as object[]).map((each) => ({ ...each, why: undefined }))).toEqual([
      { line: 2, controllerId: 'ast 2', field: 'controllerId' },
      { line: 3, controllerId: 'ast-3', field: 'timeZone' },
      { line: 4, controllerId: 'ast-4', field: 'softwareVersion' },
      { line: 5, controllerId: 'ast-1', field: 'controllerId' },
    ]);
  });

  it('changes only what differs, and never what a car said of its software', async () => {
    await register(aVehicleRequest({ controllerId: 'ast-10' }), aVehicleRequest({ controllerId: 'ast-11' }));
    const again = await register(
      aVehicleRequest({ controllerId: 'ast-10' }),
      aVehicleRequest({ controllerId: 'ast-11', market: 'SE', softwareVersion: '9.9' }),
    );
    expect(again.body).toMatchObject({ registered: 0, changed: 1, unchanged: 1 });
    const why = await desk.post('rita', '/api/vehicles/why', { vehicle: 'ast-11' });
    expect(why).toMatchObject({
      status: 200,
      body: {
        vehicle: { controllerId: 'ast-11', market: 'SE', softwareVersion: '4.1' },
        decision: { kind: 'nothing' },
      },
    });
    expect(await desk.post('rita', '/api/vehicles/why', { vehicle: 'ast-12' })).toMatchObject({ status: 404 });
  });

  it('seals what was done, so that anybody can prove it and no name of a car is in it', async () => {
    const { records, clock } = desk.foundation;
    await new SealJournal(records, clock).run();
    await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: aPublisher().publicJwk });
    await new SealJournal(records, clock).run();
    const first = await desk.get('aude', '/api/journal/blocks?limit=1');
    const rest = await desk.get('aude', '/api/journal/blocks?after=1');
    const blocks = [...(first.body['items'] as WireBlock[]), ...(rest.body['items'] as WireBlock[])];
    expect(blocks.map(({ number }) => number)).toEqual([1, 2]);
    const verifier = new JournalVerifier();
    expect(blocks.flatMap((block) => verifier.next(readBlock(block)))).toEqual([]);
    const said = blocks.flatMap(({ entries }) => entries.map(({ bytes }) => Buffer.from(bytes, 'base64').toString()));
    expect(said.map((entry) => (JSON.parse(entry) as { act: string }).act)).toEqual([
      'vehicles-registered',
      'vehicles-registered',
      'vehicles-registered',
      'publisher-key-registered',
    ]);
    expect(said.join()).not.toContain('ast-1');
  });
});

interface WireBlock {
  readonly number: number;
  readonly previousHash: Sha256;
  readonly hash: Sha256;
  readonly entryCount: number;
  readonly entries: readonly { readonly id: string; readonly sha256: Sha256; readonly bytes: string }[];
}

const readBlock = (block: WireBlock): SealedBlock => ({
  ...block,
  entries: block.entries.map((entry) => ({ ...entry, bytes: Buffer.from(entry.bytes, 'base64') })),
});
