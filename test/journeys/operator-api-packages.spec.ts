import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Of } from '@tidings/vocabulary';
import { type Desk, openDesk } from './operator-api-desk.js';
import { aFile, aPublisher, pushPackage } from './operator-api-publisher.js';

describe('a package comes in', () => {
  let desk: Desk;
  const publisher = aPublisher();
  beforeAll(async () => {
    desk = await openDesk();
    await desk.post('rita', '/api/publishers', { name: 'Asterion Powertrain', jwk: publisher.publicJwk });
  });
  afterAll(() => desk.close());

  const begin = async (file: Buffer, declared: { name: string }, as: 'rita' | 'oda' = 'rita') => {
    const { body } = await desk.post(as, '/api/uploads', { declaration: await publisher.sign(file, declared) });
    return `/api/uploads/${body['uploadId'] as string}`;
  };
  const isKept = async (file: Buffer): Promise<boolean> =>
    (await desk.foundation.store.stat(sha256Of(file))) !== undefined;

  it('is filed under its digest, with what its publisher signed', async () => {
    const file = aFile();
    const upload = await begin(file, { name: 'whole' });
    expect((await desk.sendBytes('rita', upload, file)).status).toBe(204);
    const finished = await desk.post('rita', `${upload}/finish`);
    expect(finished).toMatchObject({
      status: 200,
      body: {
        name: 'whole',
        version: '4.2.0',
        sha256: sha256Of(file),
        size: file.length,
        hardwareIds: ['cccu-2'],
        publisher: 'Asterion Powertrain',
        receivedBy: 'rita',
        isKeyRevoked: false,
      },
    });
    const id = finished.body['id'] as string;
    expect((await desk.get('vera', `/api/packages/${id}`)).body).toEqual(finished.body);
    expect((await desk.get('vera', '/api/packages')).body['items']).toContainEqual(finished.body);
    expect(await isKept(file)).toBe(true);
  });

  it('is given out again, whole or in parts, to those who answer for it', async () => {
    const file = aFile();
    const upload = await begin(file, { name: 'out-again' });
    await desk.sendBytes('rita', upload, file);
    const { body } = await desk.post('rita', `${upload}/finish`);
    const ask = async (as: 'rita' | 'vera', headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
      fetch(`${desk.url}/api/packages/${body['id'] as string}/artifact`, {
        method,
        headers: { ...headers, authorization: `Bearer ${await desk.tokenOf(as)}` },
      });
    const whole = await ask('rita');
    expect([whole.status, whole.headers.get('etag')]).toEqual([200, `"${sha256Of(file)}"`]);
    expect(Buffer.from(await whole.arrayBuffer()).equals(file)).toBe(true);
    const part = await ask('rita', { range: 'bytes=-3' });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes ${file.length - 3}-${file.length - 1}/${file.length}`,
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(file.subarray(-3))).toBe(true);
    expect((await ask('rita', {}, 'HEAD')).headers.get('content-length')).toBe(String(file.length));
    expect((await ask('rita', { 'if-none-match': whole.headers.get('etag')! })).status).toBe(304);
    expect((await ask('rita', { range: `bytes=${file.length}-` })).status).toBe(416);
    expect((await ask('vera')).status).toBe(403);
    expect((await desk.get('rita', '/api/packages/pkg_0JB5R3XK/artifact')).status).toBe(404);
    await desk.foundation.store.remove(sha256Of(file));
    expect((await ask('rita')).status).toBe(404);
  });

  it('is the same package when it is finished or pushed again, and no bytes need to travel', async () => {
    const file = aFile();
    const upload = await begin(file, { name: 'again' });
    await desk.sendBytes('rita', upload, file);
    const { body } = await desk.post('rita', `${upload}/finish`);
    expect((await desk.post('rita', `${upload}/finish`)).body).toEqual(body);
    const again = await desk.post('oda', '/api/uploads', {
      declaration: await publisher.sign(file, { name: 'again' }),
    });
    expect(again).toMatchObject({ status: 200, body: { state: 'on-file', packageId: body['id'] } });
  });

  it('never changes: other bytes, names or hardware under the same version are refused', async () => {
    const file = aFile();
    await pushPackage(desk, 'rita', publisher, { name: 'fixed' }, file);
    const tries = [
      await publisher.sign(aFile(), { name: 'fixed' }),
      await publisher.sign(file, { name: 'fixed', fileName: 'other.swu' }),
      await publisher.sign(file, { name: 'fixed', hardwareIds: ['cccu-2', 'cccu-3'] }),
    ];
    for (const declaration of tries)
      expect(await desk.post('rita', '/api/uploads', { declaration })).toMatchObject({
        status: 409,
        body: { code: 'package-differs' },
      });
  });

  it('is the same when two people finish it at once', async () => {
    const file = aFile();
    const uploads = [await begin(file, { name: 'race' }), await begin(file, { name: 'race' }, 'oda')] as const;
    await desk.sendBytes('rita', uploads[0], file);
    await desk.sendBytes('oda', uploads[1], file);
    const [first, second] = await Promise.all([
      desk.post('rita', `${uploads[0]}/finish`),
      desk.post('oda', `${uploads[1]}/finish`),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body['id']).toBe(second.body['id']);
  });

  it('keeps nothing of a file with one byte changed, and takes the right one afterwards', async () => {
    const file = aFile();
    const upload = await begin(file, { name: 'spoiled' });
    const spoiled = Buffer.concat([file.subarray(0, -1), Buffer.from([file.at(-1)! ^ 1])]);
    expect((await desk.sendBytes('rita', upload, spoiled)).status).toBe(204);
    expect(await desk.post('rita', `${upload}/finish`)).toMatchObject({
      status: 422,
      body: { code: 'digest-differs' },
    });
    expect(await isKept(file)).toBe(false);
    expect(await isKept(spoiled)).toBe(false);
    expect(await desk.post('rita', `${upload}/finish`)).toMatchObject({ status: 409, body: { code: 'bytes-missing' } });
    expect((await desk.sendBytes('rita', upload, file)).status).toBe(204);
    expect((await desk.post('rita', `${upload}/finish`)).status).toBe(200);
  });

  it('is not filed while a byte is missing, and goes on with that byte', async () => {
    const file = aFile();
    const upload = await begin(file, { name: 'short' });
    await desk.sendBytes('rita', upload, file.subarray(0, -1));
    expect(await desk.post('rita', `${upload}/finish`)).toMatchObject({
      status: 409,
      body: { code: 'bytes-missing', facts: { received: file.length - 1, expected: file.length } },
    });
    expect(await isKept(file)).toBe(false);
    expect((await desk.get('rita', upload)).body).toMatchObject({
      state: 'waiting-for-bytes',
      offset: file.length - 1,
      size: file.length,
    });
    await desk.sendBytes('rita', upload, file.subarray(-1), { 'upload-offset': String(file.length - 1) });
    const { body } = await desk.post('rita', `${upload}/finish`);
    expect((await desk.get('rita', upload)).body).toMatchObject({ state: 'on-file', packageId: body['id'] });
  });

  it.each<[string, number, string, Buffer, object]>([
    ['a byte too many', 413, 'body-too-large', aFile(100_001), {}],
    ['bytes for another place', 409, 'offset-differs', aFile(5), { 'upload-offset': '7' }],
    ['bytes without a place', 400, 'bad-request', aFile(5), { 'upload-offset': 'here' }],
    ['no version of tus', 412, 'tus-version-needed', aFile(5), { 'tus-resumable': '' }],
    ['JSON', 400, 'bad-request', Buffer.from('{}'), { 'content-type': 'application/json' }],
  ])('takes nothing when it is sent %s, and says why', async (what, status, code, bytes, headers) => {
    const upload = await begin(aFile(), { name: `wrong: ${what}` });
    expect(await desk.sendBytes('rita', upload, bytes, headers)).toMatchObject({ status, body: { code } });
    expect((await desk.get('rita', upload)).body).toMatchObject({ offset: 0 });
  });

  it('is dropped when the person who began it wants it no more', async () => {
    const upload = await begin(aFile(), { name: 'unwanted' });
    await desk.sendBytes('rita', upload, aFile(10));
    const headers = { 'tus-resumable': '1.0.0', authorization: `Bearer ${await desk.tokenOf('rita')}` };
    expect((await fetch(desk.url + upload, { method: 'DELETE', headers })).status).toBe(204);
    expect((await fetch(desk.url + upload, { method: 'HEAD', headers })).status).toBe(404);
  });

  it('tells its clients what it speaks, where it stands and until when it waits', async () => {
    const file = aFile();
    const upload = await begin(file, { name: 'headers' });
    await desk.sendBytes('rita', upload, file.subarray(0, 1000));
    const spoken = (await fetch(desk.url + upload, { method: 'OPTIONS' })).headers;
    expect(Object.fromEntries(spoken)).toMatchObject({
      'tus-version': '1.0.0',
      'tus-extension': 'expiration,termination',
    });
    const headers = { 'tus-resumable': '1.0.0', authorization: `Bearer ${await desk.tokenOf('rita')}` };
    const { headers: told } = await fetch(desk.url + upload, { method: 'HEAD', headers });
    expect(Object.fromEntries(told)).toMatchObject({
      'upload-offset': '1000',
      'upload-length': String(file.length),
      'cache-control': 'no-store',
      'tus-resumable': '1.0.0',
    });
    const days = (Date.parse(told.get('upload-expires')!) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7.1);
  });

  it('is refused when a stranger signed it', async () => {
    const declaration = await aPublisher().sign(aFile(), { name: 'strange' });
    expect(await desk.post('rita', '/api/uploads', { declaration })).toMatchObject({
      status: 422,
      body: { code: 'key-not-registered' },
    });
  });

  it('is refused when a stranger signed it in the name of a registered key', async () => {
    const file = aFile();
    const [header] = (await publisher.sign(file)).split('.') as [string];
    const [, payload, signature] = (await aPublisher().sign(file, { name: 'forged' })).split('.') as [
      string,
      string,
      string,
    ];
    const declaration = [header, payload, signature].join('.');
    expect(await desk.post('rita', '/api/uploads', { declaration })).toMatchObject({
      status: 422,
      body: { code: 'signature-not-valid' },
    });
  });

  it('is refused when its declaration was changed after signing', async () => {
    const [header, payload, signature] = (await publisher.sign(aFile(), { name: 'small' })).split('.') as [
      string,
      string,
      string,
    ];
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...said, version: '9.9' })).toString('base64url');
    const declaration = [header, changed, signature].join('.');
    expect(await desk.post('rita', '/api/uploads', { declaration })).toMatchObject({
      status: 422,
      body: { code: 'signature-not-valid' },
    });
  });

  it('is refused when it is no declaration at all', async () => {
    expect(await desk.post('rita', '/api/uploads', { declaration: 'hello' })).toMatchObject({
      status: 422,
      body: { code: 'bad-declaration' },
    });
  });

  it('is refused from the moment its key is revoked, even with bytes already there', async () => {
    const revoked = aPublisher();
    const added = await desk.post('rita', '/api/publishers', { name: 'Revoked', jwk: revoked.publicJwk });
    const [{ kid }] = added.body['keys'] as [{ kid: string }];
    const file = aFile();
    const before = await desk.post('rita', '/api/uploads', { declaration: await revoked.sign(file, { name: 'late' }) });
    const upload = `/api/uploads/${before.body['uploadId'] as string}`;
    await desk.sendBytes('rita', upload, file.subarray(0, 50_000));
    await desk.post('rita', `/api/publishers/${added.body['id'] as string}/revoke-key`, { kid, why: 'it leaked' });

    const refused = { status: 422, body: { code: 'key-revoked' } };
    expect(await desk.post('rita', `${upload}/finish`)).toMatchObject(refused);
    const rest = await desk.sendBytes('rita', upload, file.subarray(50_000), { 'upload-offset': '50000' });
    expect(rest).toMatchObject(refused);
    const declaration = await revoked.sign(file, { name: 'later' });
    expect(await desk.post('rita', '/api/uploads', { declaration })).toMatchObject(refused);
    expect(await desk.post('rita', '/api/publishers', { name: 'Revoked', jwk: revoked.publicJwk })).toMatchObject(
      refused,
    );
  });

  it('does not exist for anybody but the person who began it', async () => {
    const file = aFile();
    const upload = await begin(file, { name: 'mine' });
    expect((await desk.sendBytes('oda', upload, file)).status).toBe(404);
    expect((await desk.post('oda', `${upload}/finish`)).status).toBe(404);
  });
});

describe('a publisher', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  it('may register the same key again, and further keys', async () => {
    const [one, two] = [aPublisher(), aPublisher()];
    const first = await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: one.publicJwk });
    const again = await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: one.publicJwk });
    const further = await desk.post('rita', '/api/publishers', { name: 'Asterion', jwk: two.publicJwk });
    expect([first.status, again.status, further.status]).toEqual([201, 200, 201]);
    expect(again.body).toEqual(first.body);
    expect(further.body).toMatchObject({ id: first.body['id'] });
    expect(further.body['keys']).toHaveLength(2);
  });

  it('cannot have the key of another', async () => {
    const { publicJwk } = aPublisher();
    await desk.post('rita', '/api/publishers', { name: 'First', jwk: publicJwk });
    expect(await desk.post('rita', '/api/publishers', { name: 'Second', jwk: publicJwk })).toMatchObject({
      status: 409,
      body: { code: 'key-taken', facts: { publisher: 'First' } },
    });
  });

  it.each([
    ['a private key', { d: 'AAAA' }, 'private-key-offered'],
    ['a point that is on no curve', { x: 'AAAA' }, 'bad-public-key'],
  ])('is told when it sends %s', async (_, spoil, code) => {
    const jwk = { ...aPublisher().publicJwk, ...spoil };
    expect(await desk.post('rita', '/api/publishers', { name: 'Careless', jwk })).toMatchObject({
      status: 422,
      body: { code },
    });
  });
});
