import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hours, type RolloutId } from '@tidings/vocabulary';
import { type Answer, type Ask, DdiClient } from './ddi-client.js';
import { type KnownVehicle, VehicleHouse } from './vehicle-house.js';

const CONTENT = Buffer.from(Array.from({ length: 700_001 }, (_, n) => n % 251));
/** Sockets of one machine take some 6 MB each before the writer has to wait. */
const MORE_THAN_A_LINE_HOLDS = Buffer.alloc(16 * 1024 * 1024, 7);
const JSON_BODY = { 'content-type': 'application/json' };
const digest = (name: string): string => createHash(name).update(CONTENT).digest('hex');

let house: VehicleHouse;
beforeAll(async () => {
  house = await VehicleHouse.open();
});
afterAll(() => house.close());

/** A vehicle of its own that nothing is offered to. */
async function quietCar(): Promise<{ car: KnownVehicle; ddi: DdiClient }> {
  const car = await house.vehicle();
  return { car, ddi: new DdiClient(house, car) };
}

interface Offered {
  readonly car: KnownVehicle;
  readonly ddi: DdiClient;
  readonly rollout: RolloutId;
  readonly deployment: Answer;
  /** Address of the one artifact. */
  readonly file: string;
}

/** A vehicle with a rollout of its own. */
async function offeredCar(content = CONTENT): Promise<Omit<Offered, 'deployment' | 'file'>> {
  const { car, ddi } = await quietCar();
  return { car, ddi, rollout: await house.rollout(await house.release(content), car) };
}

/** ... that has fetched its deployment, (a) of "Stopping". */
async function startedCar(content = CONTENT): Promise<Offered> {
  const { car, ddi, rollout } = await offeredCar(content);
  const deployment = await ddi.ask(await ddi.offered());
  const file = deployment.json.deployment.chunks[0].artifacts[0]._links.download.href;
  return { car, ddi, rollout, deployment, file };
}

/** ... that has reported that it began, (b) of "Stopping". */
async function begunCar(): Promise<Offered> {
  const offered = await startedCar();
  await offered.ddi.report(1, 'proceeding');
  return offered;
}

/** ... that has the whole package, (c) of "Stopping". */
async function deliveredCar(): Promise<Offered> {
  const offered = await startedCar();
  await offered.ddi.ask(offered.file);
  return offered;
}

describe('the door', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['no token', { authorization: '' }],
    ['a wrong token', { authorization: 'TargetToken not-its-own' }],
    ['a token of another scheme', { authorization: 'GatewayToken token-of-vega-1' }],
    ['a token longer than any', { authorization: `TargetToken ${'x'.repeat(5_000)}` }],
  ])('turns %s away with 401', async (_, headers) => {
    const { ddi } = await quietCar();
    expect(await ddi.ask('', { headers })).toMatchObject({ status: 401, text: '' });
  });

  it('answers an unknown, a retired and a blocked vehicle, a foreign tenant and a wrong token all alike', async () => {
    const retired = await house.vehicle({ standing: 'retired' });
    const blocked = await house.vehicle({ standing: 'blocked' });
    const { car } = await quietCar();
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
    ['text/html', 406, 'application/json'],
    ['application/json;q=0', 406, 'application/json'],
  ])('answers Accept %s with %s %s', async (accept, status, type) => {
    const { ddi } = await quietCar();
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
    const { ddi } = await quietCar();
    const answer = await ddi.ask(path, ask);
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({
      exceptionClass: expect.stringMatching(/^org\.eclipse\.hawkbit\./),
      errorCode: expect.stringMatching(/^hawkbit\.server\.error\./),
      message: expect.any(String),
    });
  });

  it('refuses a body larger than any report with 413', async () => {
    const { ddi } = await quietCar();
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
    '/softwaremodules/1/artifacts/a.swu',
    '/softwaremodules/1/artifacts/a.swu.MD5SUM',
    '/softwaremodules/4294967296/artifacts/a.swu',
    '/softwaremodules/1/artifacts/..%2F..%2Fpasswd',
  ])('knows no %s: 404 without a body', async (path) => {
    const { ddi } = await quietCar();
    expect(await ddi.ask(path)).toMatchObject({ status: 404, text: '' });
  });

  it('lists no vehicles', async () => {
    const { car } = await quietCar();
    const answer = await new DdiClient(house, { ...car, controllerId: '' }).ask();
    expect(answer.status).toBe(404);
  });

  it('keeps names and tokens of vehicles out of its log', () => {
    expect(JSON.stringify(house.log.lines)).not.toMatch(/vega-\d|token-of/);
  });
});

describe('the poll', () => {
  it('says when to come again, and nothing else, to a vehicle without anything to do', async () => {
    const { ddi } = await quietCar();
    expect((await ddi.ask()).json).toEqual({ config: { polling: { sleep: '00:05:00' } } });
    expect((await ddi.ask()).json).toEqual({ config: { polling: { sleep: '00:05:00' } } });
  });

  it('answers 304 to a vehicle that has the answer already, from the database and from memory', async () => {
    const { ddi } = await quietCar();
    const first = await ddi.ask();
    const tag = first.headers['etag']!;
    expect(tag).toMatch(/^"[^"]+"$/);
    for (const list of [tag, `"other", ${tag}`, '*'])
      expect(await ddi.ask('', { headers: { 'if-none-match': list } })).toMatchObject({ status: 304, text: '' });
    expect(await ddi.ask('', { headers: { 'if-none-match': '"other"' } })).toMatchObject({ status: 200 });
  });

  it('shows a link to a permitted vehicle, makes it come every minute, and never answers it 304', async () => {
    const { ddi, car } = await offeredCar();
    const answer = await ddi.ask('', { headers: { 'if-none-match': '*' } });
    const base = `${house.url}/DEFAULT/controller/v1/${car.controllerId}`;
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.headers['etag']).toBeUndefined();
    expect(answer.json).toEqual({
      config: { polling: { sleep: '00:01:00' } },
      _links: { deploymentBase: { href: `${base}/deploymentBase/1?c=1` } },
    });
    expect((await ddi.ask()).json).toEqual(answer.json);
  });

  it('asks for attributes until they came', async () => {
    const car = await house.vehicle({ wantsAttributes: true });
    const ddi = new DdiClient(house, car);
    const asked = await ddi.ask();
    expect(asked.json._links).toEqual({ configData: { href: expect.stringMatching(/\/configData$/) } });
    await ddi.ask(asked.json._links.configData.href, { method: 'PUT', body: { data: { softwareVersion: '7.1' } } });
    expect((await ddi.ask()).json._links).toBeUndefined();
  });

  it('names the scheme and host that a vehicle used behind a proxy', async () => {
    const { ddi, car } = await offeredCar();
    const { json } = await ddi.ask('', {
      headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'ota.example.org' },
    });
    const base = `https://ota.example.org/DEFAULT/controller/v1/${car.controllerId}`;
    expect(json._links.deploymentBase.href).toBe(`${base}/deploymentBase/1?c=1`);
  });

  it('takes the headers that swupdate sends with a GET', async () => {
    const { ddi } = await quietCar();
    const headers = { ...JSON_BODY, accept: 'application/json', charsets: 'utf-8, utf-8' };
    expect(await ddi.ask('', { headers })).toMatchObject({ status: 200 });
  });
});

describe('the deployment', () => {
  it('says what to install, with all digests and links, on plain HTTP', async () => {
    const { deployment, car } = await startedCar();
    const { json, status, headers } = deployment;
    const [chunk] = json.deployment.chunks;
    const base = `${house.url}/DEFAULT/controller/v1/${car.controllerId}/softwaremodules`;
    const href = expect.stringMatching(new RegExp(`^${base}/\\d+/artifacts/vega\\.swu$`));
    const md5href = expect.stringMatching(new RegExp(`^${base}/\\d+/artifacts/vega\\.swu\\.MD5SUM$`));
    expect([status, headers['content-type']]).toEqual([200, 'application/hal+json']);
    expect(json).toEqual({
      id: '1',
      deployment: { download: 'forced', update: 'forced', chunks: [chunk] },
    });
    expect(chunk).toEqual({
      part: 'bApp',
      version: '7.2',
      name: expect.stringContaining('head unit'),
      artifacts: [
        {
          filename: 'vega.swu',
          hashes: { sha1: digest('sha1'), md5: digest('md5'), sha256: digest('sha256') },
          size: CONTENT.length,
          _links: {
            download: { href },
            md5sum: { href: md5href },
            'download-http': { href },
            'md5sum-http': { href: md5href },
          },
        },
      ],
    });
  });

  it('names only secure links on TLS', async () => {
    const { ddi } = await offeredCar();
    await ddi.ask();
    const { json } = await ddi.ask('/deploymentBase/1', { headers: { 'x-forwarded-proto': 'https' } });
    expect(Object.keys(json.deployment.chunks[0].artifacts[0]._links)).toEqual(['download', 'md5sum']);
  });

  it('fits the client of Zephyr', async () => {
    const { ddi, deployment } = await startedCar();
    const poll = await ddi.ask();
    const [artifact] = deployment.json.deployment.chunks[0].artifacts;
    expect(poll.bytes.length).toBeLessThan(1_100);
    expect(poll.json.config.polling.sleep).toHaveLength(8);
    expect(/deploymentBase.*/.exec(poll.json._links.deploymentBase.href)![0].length).toBeLessThan(50);
    expect(artifact._links['download-http'].href).toContain('/DEFAULT/controller/v1');
    expect(artifact._links['download-http'].href.length).toBeLessThan(200);
  });

  it("is not another vehicle's", async () => {
    const { file } = await startedCar();
    const { ddi: other, car } = await quietCar();
    const stolen = new URL(file).pathname.replace(/v1\/[^/]+/, `v1/${car.controllerId}`);
    expect(await other.ask('/deploymentBase/1')).toMatchObject({ status: 404 });
    expect(await other.ask(`${house.url}${stolen}`)).toMatchObject({ status: 404, text: '' });
    expect(await other.ask(file)).toMatchObject({ status: 401 });
    expect(await other.report(1, 'closed', 'success')).toMatchObject({ status: 404, text: '' });
    expect(await other.answerCancel(1, 'closed', 'success')).toMatchObject({ status: 404, text: '' });
  });

  it('can be fetched again, for swupdate does so at every cycle', async () => {
    const { ddi, deployment } = await startedCar();
    expect((await ddi.ask('/deploymentBase/1?c=7&actionHistory=3')).json).toEqual(deployment.json);
  });
});

describe('a report', () => {
  it.each([
    ['proceeding', 'none', 'downloading'],
    ['scheduled', 'none', 'downloading'],
    ['resumed', 'none', 'downloading'],
    ['download', 'none', 'downloading'],
    ['downloaded', 'none', 'downloaded'],
    ['rejected', 'none', 'offered'],
    ['canceled', 'none', 'offered'],
    ['closed', 'failure', 'failed'],
    ['closed', 'success', 'contradicted'],
  ])('%s/%s of a fetched attempt is taken and makes it %s', async (execution, finished, state) => {
    const { ddi, car } = await startedCar();
    expect(await ddi.report(1, execution, finished)).toMatchObject({ status: 200, text: '' });
    expect((await house.attempts(car))[0]!.state).toBe(state);
  });

  it.each(['success', 'none'])(
    'closed/%s of a delivered attempt makes it installed, and asks what runs',
    async (finished) => {
      const { ddi, car } = await deliveredCar();
      expect(await ddi.report(1, 'proceeding')).toMatchObject({ status: 200 });
      expect((await house.attempts(car))[0]!.state).toBe('installing');
      expect(await ddi.report(1, 'closed', finished)).toMatchObject({ status: 200, text: '' });
      expect((await house.attempts(car))[0]).toMatchObject({ state: 'installed', closedAt: expect.any(Date) });
      expect(await house.vehicleOnRecord(car)).toMatchObject({ softwareVersion: '7.2', isSoftwareKnown: true });
      expect(Object.keys((await ddi.ask()).json._links)).toEqual(['configData']);
    },
  );

  it('late, twice and contradictory is taken with 200, and counts', async () => {
    const { ddi, car } = await deliveredCar();
    for (let n = 0; n < 3; n++) expect(await ddi.report(1, 'closed', 'success')).toMatchObject({ status: 200 });
    expect(await ddi.report(1, 'proceeding')).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]!.state).toBe('installed');
    expect(await ddi.report(1, 'closed', 'failure')).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]!.state).toBe('contradicted');
  });

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['a list', []],
    ['no execution', { status: { result: { finished: 'none' } } }],
    ['no result', { status: { execution: 'closed' } }],
    ['no finished', { status: { execution: 'closed', result: {} } }],
    ['an unknown execution', { status: { execution: 'constructor', result: { finished: 'none' } } }],
    ['an unknown finished', { status: { execution: 'closed', result: { finished: 'toString' } } }],
    ['null', { status: null }],
  ])('with %s is refused with 400', async (_, body) => {
    const { ddi } = await startedCar();
    const answer = await ddi.ask('/deploymentBase/1/feedback', { method: 'POST', body });
    expect(answer).toMatchObject({ status: 400, json: { errorCode: 'hawkbit.server.error.rest.body.notReadable' } });
  });

  it.each<[string, object]>([
    [
      'number ids, times of its own and unknown members',
      { id: 1, time: '20261121T215625', __proto__: { a: 1 }, x: [{}] },
    ],
    ['an empty id', { id: '' }],
    ['progress beyond its end', { status: { result: { progress: { cnt: 9, of: 0 } } } }],
    ['a single detail', { status: { details: 'one line' } }],
    ['NUL, half a surrogate and no text in its details', { status: { details: ['a\u0000b', '\ud800', 7, null, {}] } }],
    ['a code beyond every integer', { status: { code: 1e300 } }],
    ['a code that is a text', { status: { code: 'broken' } }],
    ['48 lines', { status: { details: Array.from({ length: 48 }, (_, n) => `line ${n} ${'x'.repeat(100)}`) } }],
  ])('with %s is taken', async (_, odd) => {
    const { ddi } = await startedCar();
    const { status, ...rest } = odd as { readonly status?: { readonly result?: object } };
    const body = {
      ...rest,
      status: { execution: 'proceeding', ...status, result: { finished: 'none', ...status?.result } },
    };
    expect(await ddi.ask('/deploymentBase/1/feedback', { method: 'POST', body })).toMatchObject({ status: 200 });
  });
});

describe('an artifact', () => {
  let offered: Offered;
  beforeAll(async () => {
    offered = await startedCar();
  });
  const get = (headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> =>
    offered.ddi.ask(offered.file, { method, headers });

  it('is described by HEAD without being delivered', async () => {
    const { car, ddi, file } = await startedCar();
    const answer = await ddi.ask(file, { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers).toMatchObject({
      'content-length': String(CONTENT.length),
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment;filename=vega.swu',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'last-modified': expect.stringMatching(/GMT$/),
      etag: `"${digest('sha1')}"`,
    });
    expect((await house.attempts(car))[0]!.deliveredAt).toBeNull();
  });

  it('comes whole', async () => {
    const { car, ddi, file } = await startedCar();
    const answer = await ddi.ask(file);
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(CONTENT)).toBe(true);
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'downloaded', deliveredAt: expect.any(Date) });
  });

  const last = CONTENT.length - 1;
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=5-9', 5, 9],
    ['bytes=300000-', 300_000, last],
    ['bytes=-10', last - 9, last],
    ['bytes=10-99999999', 10, last],
    ['bytes=-99999999', 0, last],
  ])('answers Range %s with exactly these bytes', async (range, start, end) => {
    const answer = await get({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe(`bytes ${start}-${end}/${CONTENT.length}`);
    expect(answer.bytes.equals(CONTENT.subarray(start, end + 1))).toBe(true);
  });

  it.each(['bytes=700001-', 'bytes=9-5', 'bytes=-0', 'bytes=-', 'bytes=a-b', 'items=0-1', 'bytes=0-1,5-6'])(
    'answers Range %s with 416 and its length, never with the whole',
    async (range) => {
      const answer = await get({ range });
      expect(answer).toMatchObject({ status: 416, text: '' });
      expect(answer.headers['content-range']).toBe(`bytes */${CONTENT.length}`);
    },
  );

  it.each<[string, () => string, number]>([
    ['the same etag', () => `"${digest('sha1')}"`, 206],
    ['the bare sha1', () => digest('sha1'), 206],
    ['another etag', () => '"other"', 200],
    ['an old date', () => 'Thu, 01 Jan 1970 00:00:00 GMT', 200],
    ['no date at all', () => 'yesterday', 200],
  ])('resumes only what is the same: If-Range with %s', async (_, value, status) => {
    expect(await get({ range: 'bytes=5-', 'if-range': value() })).toMatchObject({ status });
  });

  it('resumes with the date it was given', async () => {
    const date = (await get({}, 'HEAD')).headers['last-modified']!;
    expect(await get({ range: 'bytes=5-', 'if-range': date })).toMatchObject({ status: 206 });
  });

  it.each<[string, () => string, number]>([
    ['its sha1', () => digest('sha1'), 200],
    ['its quoted sha1 in a list', () => `"a", "${digest('sha1')}"`, 200],
    ['anything', () => '*', 200],
    ['another', () => digest('md5'), 412],
  ])('answers If-Match with %s', async (_, value, status) => {
    expect(await get({ 'if-match': value() })).toMatchObject({ status });
  });

  it('has a list and an MD5 sum', async () => {
    const list = await offered.ddi.ask(offered.file.replace(/\/[^/]*$/, ''));
    expect(list).toMatchObject({ status: 200 });
    expect(list.json).toEqual(offered.deployment.json.deployment.chunks[0].artifacts);
    const sum = await offered.ddi.ask(`${offered.file}.MD5SUM`);
    expect(sum).toMatchObject({ status: 200, text: `${digest('md5')}  vega.swu` });
    expect(sum.headers).toMatchObject({
      'content-type': expect.stringMatching(/^text\/plain/),
      'content-disposition': 'attachment;filename=vega.swu.MD5SUM',
    });
  });

  it.each([['/../vega.swu'], ['/vega.swu%00'], ['/VEGA.SWU'], ['/vega']])('has no other name (%s)', async (name) => {
    expect((await offered.ddi.ask(offered.file.replace(/\/[^/]*$/, name))).status).toBe(404);
  });

  it('is refused before the deployment was fetched', async () => {
    const { ddi, car } = await offeredCar();
    await ddi.ask();
    const stolen = new URL(offered.file).pathname.replace(/v1\/[^/]+/, `v1/${car.controllerId}`);
    expect(await ddi.ask(`${house.url}${stolen}`)).toMatchObject({ status: 404, text: '' });
  });
});

describe('a pause', () => {
  it('(a) takes the link from a vehicle that did not begin, at its next contact', async () => {
    const { ddi, car, rollout, file } = await startedCar();
    await house.pause(rollout);
    expect(await ddi.ask('/deploymentBase/1')).toMatchObject({ status: 404 });
    expect(await ddi.ask(file)).toMatchObject({ status: 404, text: '' });
    expect((await ddi.ask()).json._links).toBeUndefined();
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'withdrawn', cause: 'never-begun' });
  });

  it('(b) cancels a vehicle that has not everything, and refuses it the artifact', async () => {
    const { ddi, car, rollout, file } = await begunCar();
    await ddi.ask(file, { headers: { range: 'bytes=0-99' } });
    await house.pause(rollout);
    expect(await ddi.ask(file, { headers: { range: 'bytes=100-' } })).toMatchObject({ status: 404, text: '' });
    expect(await ddi.ask(file, { method: 'HEAD' })).toMatchObject({ status: 404 });
    expect(await ddi.ask('/cancelAction/1')).toMatchObject({ status: 404 });
    const poll = await ddi.ask();
    expect(Object.keys(poll.json._links)).toEqual(['cancelAction']);
    expect(poll.json.config.polling.sleep).toBe('00:01:00');
    expect(await ddi.ask('/deploymentBase/1')).toMatchObject({ status: 404 });
    const cancel = await ddi.ask(poll.json._links.cancelAction.href);
    expect([cancel.status, cancel.json]).toEqual([200, { id: '1', cancelAction: { stopId: '1' } }]);
    expect(await ddi.answerCancel(1, 'closed', 'success')).toMatchObject({ status: 200, text: '' });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'cancelled' });
    expect(await ddi.ask('/cancelAction/1')).toMatchObject({ status: 404 });
    expect(Object.keys((await ddi.ask()).json._links)).toEqual(['configData']);
    expect(await house.vehicleOnRecord(car)).toMatchObject({ isSoftwareKnown: false });
  });

  it.each([
    ['rejected', 'none'],
    ['closed', 'failure'],
    ['canceled', 'none'],
    ['proceeding', 'none'],
  ])('(b) goes on asking a vehicle that answers %s/%s', async (execution, finished) => {
    const { ddi, car, rollout } = await begunCar();
    await house.pause(rollout);
    await ddi.ask();
    expect(await ddi.answerCancel(1, execution, finished)).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]!.closedAt).toBeNull();
    expect(Object.keys((await ddi.ask()).json._links)).toEqual(['cancelAction']);
  });

  it('(b) closes what is never acknowledged, and still takes a late answer', async () => {
    const { ddi, car, rollout } = await begunCar();
    await house.pause(rollout);
    await ddi.ask();
    house.clock.pass(hours(24));
    await ddi.ask();
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'withdrawn', cause: 'cancel-unanswered' });
    expect(await ddi.answerCancel(1, 'closed', 'success')).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'cancelled' });
  });

  it('(c) lets a vehicle that has everything tell its verdict, and refuses it the artifact', async () => {
    const { ddi, car, rollout, file, deployment } = await deliveredCar();
    await house.pause(rollout);
    expect(Object.keys((await ddi.ask()).json._links)).toEqual(['deploymentBase']);
    expect((await ddi.ask('/deploymentBase/1')).json).toEqual(deployment.json);
    expect(await ddi.ask(file)).toMatchObject({ status: 404, text: '' });
    expect(await ddi.ask('/cancelAction/1')).toMatchObject({ status: 404 });
    expect(await ddi.report(1, 'closed', 'success')).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'installed' });
  });

  it('cuts a download under way', async () => {
    const { ddi, car, rollout, file } = await startedCar(MORE_THAN_A_LINE_HOLDS);
    const download = await ddi.begin(file);
    await house.pause(rollout);
    await house.foundation.snapshot.look('rollouts');
    await expect(download.rest()).rejects.toThrow('aborted');
    expect((await house.attempts(car))[0]).toMatchObject({ deliveredAt: null, refusedAt: expect.any(Date) });
  });

  it('withholds the end of a download whose attempt was closed meanwhile, although the rollout was resumed', async () => {
    const { ddi, car, rollout, file } = await startedCar(MORE_THAN_A_LINE_HOLDS);
    const download = await ddi.begin(file);
    await house.pause(rollout);
    await ddi.ask();
    await house.resume(rollout);
    await house.foundation.snapshot.look('rollouts');
    await expect(download.rest()).rejects.toThrow('aborted');
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'withdrawn', deliveredAt: null });
  });

  it('takes no answer to a cancel that nobody told: 405', async () => {
    const { ddi, car, rollout } = await begunCar();
    expect(await ddi.answerCancel(1, 'closed', 'success')).toMatchObject({
      status: 405,
      json: { errorCode: 'hawkbit.server.error.action.notCancelable' },
    });
    await house.pause(rollout);
    await ddi.ask();
    expect((await house.attempts(car))[0]!.closedAt).toBeNull();
  });

  it('offers nothing while it lasts, and a new attempt after a resume', async () => {
    const { ddi, car, rollout } = await begunCar();
    await house.pause(rollout);
    await ddi.ask();
    await ddi.answerCancel(1, 'closed', 'success');
    await ddi.ask('/configData', { method: 'PUT', body: { data: { softwareVersion: '7.1' } } });
    expect((await ddi.ask()).json._links).toBeUndefined();
    await house.resume(rollout);
    await house.foundation.snapshot.look('rollouts');
    expect(await ddi.offered()).toMatch(/\/deploymentBase\/2\?/);
    expect(await ddi.ask('/deploymentBase/1')).toMatchObject({ status: 404 });
    expect(await ddi.ask('/deploymentBase/2')).toMatchObject({ status: 200, json: { id: '2' } });
    expect((await house.attempts(car)).map(({ state }) => state)).toEqual(['cancelled', 'offered']);
  });

  it('leaves an attempt valid that was not told before the resume', async () => {
    const { ddi, rollout, file } = await begunCar();
    await house.pause(rollout);
    await house.resume(rollout);
    expect(await ddi.offered()).toMatch(/\/deploymentBase\/1\?/);
    expect(await ddi.ask(file)).toMatchObject({ status: 200 });
  });

  it('is never undone for a halted attempt', async () => {
    const { ddi, rollout, file } = await begunCar();
    await house.halt(rollout);
    expect(await ddi.ask(file)).toMatchObject({ status: 404 });
    expect(Object.keys((await ddi.ask()).json._links)).toEqual(['cancelAction']);
  });
});

describe('attributes', () => {
  const put = (ddi: DdiClient, body: unknown): Promise<Answer> => ddi.ask('/configData', { method: 'PUT', body });

  it('are merged, replaced and removed', async () => {
    const { ddi, car } = await quietCar();
    const reported = async (): Promise<unknown> => (await house.vehicleOnRecord(car)).reported;
    expect(await put(ddi, { data: { a: '1', b: '2', c: '' } })).toMatchObject({ status: 200, text: '' });
    expect(await put(ddi, { mode: 'merge', data: { b: null, d: 4, e: true }, id: '', x: 1 })).toMatchObject({
      status: 200,
    });
    expect(await reported()).toEqual({ a: '1', c: '', d: '4', e: 'true' });
    expect(await put(ddi, { mode: 'remove', data: { a: '', z: null } })).toMatchObject({ status: 200 });
    expect(await reported()).toEqual({ c: '', d: '4', e: 'true' });
    expect(await put(ddi, { mode: 'replace', data: { f: '6', g: null } })).toMatchObject({ status: 200 });
    expect(await reported()).toEqual({ f: '6' });
  });

  it.each<[string, unknown, number]>([
    ['no data', {}, 400],
    ['empty data', { data: {} }, 400],
    ['a list', { data: ['a'] }, 400],
    ['an object in it', { data: { a: {} } }, 400],
    ['an unknown mode', { mode: 'toString', data: { a: 'b' } }, 400],
    ['an empty key', { data: { '': 'b' } }, 400],
    ['a key of 129', { data: { ['k'.repeat(129)]: 'b' } }, 400],
    ['a value of 129', { data: { a: 'v'.repeat(129) } }, 400],
    ['a value outside the characters', { data: { a: 'å' } }, 400],
    ['NUL', { data: { a: '\u0000' } }, 400],
    ['101 of them', { data: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`k${n}`, 'v'])) }, 429],
  ])('with %s are refused', async (_, body, status) => {
    const { ddi, car } = await quietCar();
    const answer = await put(ddi, body);
    expect(answer.status).toBe(status);
    expect(answer.json.errorCode).toMatch(/^hawkbit\.server\.error\./);
    expect((await house.vehicleOnRecord(car)).reported).toEqual({});
  });

  it('with every character, and 128 of them, are kept', async () => {
    const { ddi, car } = await quietCar();
    const data = { ['k'.repeat(128)]: `-!@#$%^&*()+=[]{}|;:'",.<>/\\? _`.padEnd(128, 'v') };
    expect(await put(ddi, { data })).toMatchObject({ status: 200 });
    expect((await house.vehicleOnRecord(car)).reported).toEqual(data);
  });

  it('that name the version of the open attempt close it as installed', async () => {
    const { ddi, car } = await deliveredCar();
    await put(ddi, { data: { softwareVersion: '7.2' } });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'installed', isInferred: true });
  });
});
