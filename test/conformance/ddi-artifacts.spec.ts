import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONTENT, DdiCars, digest, type Offered } from './ddi-cars.js';
import { type Answer } from './ddi-client.js';
import { VehicleHouse } from './vehicle-house.js';

let house: VehicleHouse;
let cars: DdiCars;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
});
afterAll(() => house.close());

describe('an artifact', () => {
  let offered: Offered;
  beforeAll(async () => {
    offered = await cars.started();
  });
  const get = (headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> =>
    offered.ddi.ask(offered.file, { method, headers });

  it('is described by HEAD without being delivered', async () => {
    const { car, ddi, file } = await cars.started();
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
    const { car, ddi, file } = await cars.started();
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

  it.each(['bytes=700001-', 'bytes=9-5', 'bytes=-0', 'bytes=-', 'bytes=a-b', 'items=0-1', 'bytes=0-5,5-6'])(
    'answers Range %s with 416 and its length, never with the whole',
    async (range) => {
      const answer = await get({ range });
      expect(answer).toMatchObject({ status: 416, text: '' });
      expect(answer.headers['content-range']).toBe(`bytes */${CONTENT.length}`);
    },
  );

  it('answers several ranges with a part for each, in the order of the file', async () => {
    const { car, ddi, file } = await cars.started();
    const answer = await ddi.ask(file, { headers: { range: `bytes=${last}-${last},3-9` } });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-type']).toBe('multipart/byteranges; boundary=THIS_STRING_SEPARATES_MULTIPART');
    expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
    const part = (start: number, end: number): Buffer =>
      Buffer.concat([
        Buffer.from('\r\n--THIS_STRING_SEPARATES_MULTIPART\r\ncontent-type: application/octet-stream\r\n'),
        Buffer.from(`content-range: bytes ${start}-${end}/${CONTENT.length}\r\n\r\n`),
        CONTENT.subarray(start, end + 1),
      ]);
    const end = Buffer.from('\r\n--THIS_STRING_SEPARATES_MULTIPART--\r\n');
    expect(answer.bytes.equals(Buffer.concat([part(3, 9), part(last, last), end]))).toBe(true);
    expect((await house.attempts(car))[0]!.deliveredAt).not.toBeNull();
  });

  it('delivers nothing by several ranges that leave its end out', async () => {
    const { car, ddi, file } = await cars.started();
    expect(await ddi.ask(file, { headers: { range: 'bytes=0-9,20-29' } })).toMatchObject({ status: 206 });
    expect((await house.attempts(car))[0]!.deliveredAt).toBeNull();
  });

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

  it.each<[string, () => Readonly<Record<string, string>>, number]>([
    ['If-None-Match with its etag', () => ({ 'if-none-match': `"${digest('sha1')}"` }), 304],
    ['If-None-Match with its etag in a list, weakly', () => ({ 'if-none-match': `"a", W/"${digest('sha1')}"` }), 304],
    ['If-None-Match with another', () => ({ 'if-none-match': '"other"', 'if-modified-since': tomorrow() }), 200],
    ['If-Modified-Since a later date', () => ({ 'if-modified-since': tomorrow() }), 304],
    ['If-Modified-Since an old date', () => ({ 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }), 200],
    ['If-Modified-Since no date', () => ({ 'if-modified-since': 'yesterday' }), 200],
  ])('answers %s', async (_, headers, status) => {
    const answer = await get(headers());
    expect(answer.status).toBe(status);
    if (status === 304) expect(answer).toMatchObject({ text: '', headers: { etag: `"${digest('sha1')}"` } });
  });

  it('counts as delivered when the car says that it has it already', async () => {
    const { car, ddi, file, rollout } = await cars.started();
    const headers = { 'if-none-match': `"${digest('sha1')}"` };
    expect(await ddi.ask(file, { method: 'HEAD', headers })).toMatchObject({ status: 304 });
    expect((await house.attempts(car))[0]!.deliveredAt).toBeNull();
    expect(await ddi.ask(file, { headers })).toMatchObject({ status: 304 });
    expect((await house.attempts(car))[0]!.deliveredAt).not.toBeNull();
    await house.pause(rollout);
    expect(await ddi.ask(file, { headers })).toMatchObject({ status: 404 });
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
    const { ddi, car } = await cars.offered();
    await ddi.ask();
    const stolen = new URL(offered.file).pathname.replace(/v1\/[^/]+/, `v1/${car.controllerId}`);
    expect(await ddi.ask(`${house.url}${stolen}`)).toMatchObject({ status: 404, text: 'Not here.' });
  });
});

const tomorrow = (): string => new Date(Date.now() + 86_400_000).toUTCString();
