import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decode, encode } from 'cborg';
import { DdiCars } from './ddi-cars.js';
import { type Ask, DdiClient } from './ddi-client.js';
import { VehicleHouse } from './vehicle-house.js';

const CBOR = 'application/cbor';
const CBOR_BODY = { 'content-type': CBOR };
const JSON_BODY = { 'content-type': 'application/json' };

let house: VehicleHouse;
let cars: DdiCars;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
});
afterAll(() => house.close());

describe('the door', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['no token', { authorization: '' }],
    ['a wrong token', { authorization: 'TargetToken not-its-own' }],
    ['a token of another scheme', { authorization: 'GatewayToken token-of-vega-1' }],
    ['a token longer than any', { authorization: `TargetToken ${'x'.repeat(5_000)}` }],
  ])('turns %s away with 401', async (_, headers) => {
    const { ddi } = await cars.quiet();
    expect(await ddi.ask('', { headers })).toMatchObject({ status: 401, text: '' });
  });

  it('answers an unknown, a retired and a blocked vehicle, a foreign tenant and a wrong token all alike', async () => {
    const retired = await house.vehicle({ standing: 'retired' });
    const blocked = await house.vehicle({ standing: 'blocked' });
    const { car } = await cars.quiet();
    const answers = [
      await new DdiClient(house, { ...car, controllerId: 'nobody' }).ask(),
      await new DdiClient(house, retired).ask(),
      await new DdiClient(house, blocked).ask(),
      await new DdiClient(house, car, 'OTHER').ask(),
      await new DdiClient(house, { ...car, token: 'wrong' }).ask(),
    ];
    const seen = answers.map(({ status, text, headers }) => ({
      status,
      text,
      challenge: headers['www-authenticate'],
      names: Object.keys(headers),
    }));
    expect(seen).toEqual(Array.from({ length: 5 }, () => seen[0]));
    expect(seen[0]).toMatchObject({ status: 401, text: '', challenge: 'TargetToken' });
  });

  it('lets a vehicle in whose name has 256 characters, and answers 400 to a longer one', async () => {
    const long = await house.vehicle({ controllerId: 'v'.repeat(256) });
    expect(await new DdiClient(house, long).ask()).toMatchObject({ status: 200 });
    expect(await new DdiClient(house, { ...long, controllerId: 'v'.repeat(257) }).ask()).toMatchObject({
      status: 400,
      json: { exceptionClass: expect.any(String), errorCode: 'hawkbit.server.error.repo.constraintViolation' },
    });
  });

  it('knows a name with characters that an address must escape', async () => {
    const odd = await house.vehicle({ controllerId: 'vega/å 7%' });
    const { json } = await new DdiClient(house, odd).ask('/configData', { method: 'PUT', body: { data: { a: 'b' } } });
    expect(json).toBeUndefined();
    expect(await new DdiClient(house, odd).ask()).toMatchObject({ status: 200 });
  });

  it.each([
    [undefined, 200, 'application/hal+json'],
    ['*/*', 200, 'application/hal+json'],
    ['application/json', 200, 'application/json'],
    ['application/json;charset=UTF-8', 200, 'application/json;charset=UTF-8'],
    ['text/html, application/*;q=0.5', 200, 'application/hal+json'],
    ['application/hal+json;q=0.1, application/json', 200, 'application/json'],
    ['application/cbor', 200, 'application/cbor'],
    ['application/cbor;charset=UTF-8, */*;q=0.1', 200, 'application/cbor'],
    ['text/html', 406, 'application/json'],
    ['application/json;q=0', 406, 'application/json'],
  ])('answers Accept %s with %s %s', async (accept, status, type) => {
    const { ddi } = await cars.quiet();
    const answer = await ddi.ask('', { headers: accept === undefined ? {} : { accept } });
    expect([answer.status, answer.headers['content-type']]).toEqual([status, type]);
  });

  it.each<[string, Ask, number]>([
    ['', { method: 'POST', body: {} }, 405],
    ['', { method: 'DELETE' }, 405],
    ['/deploymentBase/1', { method: 'POST', body: {} }, 405],
    ['/deploymentBase/1/feedback', {}, 405],
    ['/deploymentBase/1/feedback', { method: 'PUT', body: {} }, 405],
    ['/cancelAction/1', { method: 'DELETE' }, 405],
    ['/configData', {}, 405],
    ['/configData', { method: 'POST', body: { data: { a: 'b' } } }, 405],
    ['/softwaremodules/1/artifacts/a.swu', { method: 'POST', body: {} }, 405],
    ['/configData', { method: 'PUT', body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
    ['/configData', { method: 'PUT', body: '{}', headers: { 'content-type': 'application/hal+json' } }, 415],
    ['/deploymentBase/1/feedback', { method: 'POST', body: '{', headers: JSON_BODY }, 400],
    ['/deploymentBase/1/feedback', { method: 'POST', body: '"a\nb"', headers: JSON_BODY }, 400],
    ['/deploymentBase/1/feedback', { method: 'POST', body: '', headers: JSON_BODY }, 400],
    ['/deploymentBase/1/feedback', { method: 'POST' }, 400],
    ['/deploymentBase/1', { headers: { host: 'evil"host/' } }, 400],
  ])('refuses %s %j with %i and says why', async (path, ask, status) => {
    const { ddi } = await cars.quiet();
    const answer = await ddi.ask(path, ask);
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({
      exceptionClass: expect.stringMatching(/^org\.eclipse\.hawkbit\./),
      errorCode: expect.stringMatching(/^hawkbit\.server\.error\./),
      message: expect.any(String),
    });
  });

  it('refuses a body larger than any report with 413', async () => {
    const { ddi } = await cars.quiet();
    const answer = await ddi.ask('/deploymentBase/1/feedback', { method: 'POST', body: ' '.repeat(300_000) });
    expect(answer).toMatchObject({ status: 413, json: { errorCode: expect.any(String) } });
  });

  it.each([
    '/deploymentBase/1',
    '/deploymentBase/0',
    '/deploymentBase/99999999999999999999',
    '/deploymentBase/-1',
    '/deploymentBase/one',
    '/cancelAction/1',
    '/softwaremodules/1/artifacts',
  ])('knows no %s: 404 without a body', async (path) => {
    const { ddi } = await cars.quiet();
    expect(await ddi.ask(path)).toMatchObject({ status: 404, text: '' });
  });

  it.each([
    '/softwaremodules/1/artifacts/a.swu',
    '/softwaremodules/1/artifacts/a.swu.MD5SUM',
    '/softwaremodules/4294967296/artifacts/a.swu',
    '/softwaremodules/1/artifacts/..%2F..%2Fpasswd',
  ])('has no file %s: 404 with the text that swupdate builds its report around', async (path) => {
    const { ddi } = await cars.quiet();
    expect(await ddi.ask(path)).toMatchObject({ status: 404, text: 'Not here.' });
  });

  it('lists no vehicles', async () => {
    const { car } = await cars.quiet();
    const answer = await new DdiClient(house, { ...car, controllerId: '' }).ask();
    expect(answer.status).toBe(404);
  });

  it('speaks CBOR: bodies, reports and refusals', async () => {
    const { ddi, car } = await cars.offered();
    const said = (path: string, ask: Ask = {}) => ddi.ask(path, { ...ask, headers: { ...CBOR_BODY, accept: CBOR } });
    const poll: unknown = decode((await said('')).bytes);
    expect(poll).toEqual(JSON.parse((await ddi.ask()).text));
    const deployment: unknown = decode((await said('/deploymentBase/1')).bytes);
    expect(deployment).toEqual(JSON.parse((await ddi.ask('/deploymentBase/1')).text));
    const body = encode({ id: 1, status: { execution: 'closed', result: { finished: 'failure' }, code: 7 } });
    expect(await said('/deploymentBase/1/feedback', { method: 'POST', body: Buffer.from(body) })).toMatchObject({
      status: 200,
    });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'failed' });
    const refused = await said('/configData', { method: 'PUT', body: Buffer.from('{}') });
    expect(refused).toMatchObject({ status: 400, headers: { 'content-type': CBOR } });
    expect(decode(refused.bytes)).toMatchObject({ errorCode: 'hawkbit.server.error.rest.body.notReadable' });
  });

  it('tells a vehicle without anything to do apart in CBOR and in JSON, also by its tag', async () => {
    const { ddi } = await cars.quiet();
    const [json, cbor] = [await ddi.ask(), await ddi.ask('', { headers: { accept: CBOR } })];
    expect(decode(cbor.bytes)).toEqual(JSON.parse(json.text));
    expect(cbor.headers['etag']).not.toBe(json.headers['etag']);
    expect(await ddi.ask('', { headers: { accept: CBOR, 'if-none-match': cbor.headers['etag']! } })).toMatchObject({
      status: 304,
    });
  });

  it('names the vehicle in its access log by our id, beside the pattern of the address', async () => {
    const { car, ddi } = await cars.quiet();
    await ddi.ask();
    const answered = {
      sentence: 'answered',
      facts: { vehicle: car.id, route: '/:tenant/controller/v1/:controllerId' },
    };
    expect(house.log.lines).toContainEqual(
      expect.objectContaining({ ...answered, facts: expect.objectContaining(answered.facts) }),
    );
  });

  it('keeps names and tokens of vehicles out of its log', () => {
    expect(JSON.stringify(house.log.lines)).not.toMatch(/vega-\d|token-of/);
  });
});
