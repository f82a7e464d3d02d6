import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { s3Client } from '@tidings/artifact-store';
import { ProtectArtifacts } from '@tidings/operations';
import { ArtifactRow, JournalEntryRow } from '@tidings/records';
import { after, days, instantOf, milliseconds, minutes, seconds, type Sha256 } from '@tidings/vocabulary';
import { ObjectStoreServer } from '../s3/object-store-server.js';
import { whenInstalled } from '../tools/required-tool.js';
import { CONTENT, DdiCars, digest } from './ddi-cars.js';
import { Workshop } from './swupdate-workshop.js';
import { VehicleHouse } from './vehicle-house.js';

const LAST = CONTENT.length - 1;
const KEY = `objects/${digest('sha256')}`;

whenInstalled(['radosgw', 'swupdate', 'cpio', 'openssl'], 'downloads that a store gives out itself', () => {
  let server: ObjectStoreServer;
  let house: VehicleHouse;
  let cars: DdiCars;
  beforeAll(async () => {
    server = await ObjectStoreServer.start();
    house = await VehicleHouse.open(minutes(5), undefined, inStore('tidings-redirects'));
    cars = new DdiCars(house);
  }, 120_000);
  afterAll(async () => {
    await house.close();
    await server.stop();
  });
  /** Vehicles know the store by another name than we do. */
  const inStore = (bucket: string) => {
    const endpoint = server.endpoint.replace('127.0.0.1', 'localhost');
    return { s3: server.settings(bucket), links: { kind: 'presigned', lives: seconds(5), endpoint } as const };
  };
  const delivered = async (car: Parameters<VehicleHouse['attempts']>[0]) => (await house.attempts(car))[0]!.deliveredAt;

  it('are answered with an address of the store that is good for these bytes and a moment, and count as delivered', async () => {
    const { car, ddi, file } = await cars.started();
    expect(await ddi.ask(file, { method: 'HEAD' })).toMatchObject({ status: 200 });
    expect(await delivered(car)).toBeNull();
    const { status, headers, text } = await ddi.ask(file);
    expect([status, text, headers['cache-control']]).toEqual([302, '', 'no-store']);
    expect(await delivered(car)).not.toBeNull();
    const link = headers['location']!;
    expect(link).toMatch(/^http:\/\/localhost:\d+\/tidings-redirects\/.*X-Amz-Expires=5&/);

    const whole = await fetch(link);
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
    expect(whole.headers.get('content-disposition')).toContain('vega.swu');
    expect(Buffer.from(await whole.arrayBuffer()).equals(CONTENT)).toBe(true);
    const part = await fetch(link, { headers: { range: `bytes=${LAST}-` } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${LAST}-${LAST}/${CONTENT.length}`]);
    expect((await fetch(link, { headers: { range: `bytes=${CONTENT.length}-` } })).status).toBe(416);
    const etag = whole.headers.get('etag')!;
    expect((await fetch(link, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(link.replace(digest('sha256'), 'f'.repeat(64)))).status).toBe(403);
    await new Promise((resolve) => setTimeout(resolve, 6100));
    expect((await fetch(link)).status).toBe(403);
  });

  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['who compares our etag', { 'if-match': `"${digest('sha1')}"` }, 200],
    ['who resumes what has our etag', { range: 'bytes=5-', 'if-range': `"${digest('sha1')}"` }, 206],
    ['who has it already', { 'if-none-match': `"${digest('sha1')}"` }, 304],
    ['who wants several parts', { range: 'bytes=0-1,5-6' }, 206],
    ['who wants what is not there', { range: `bytes=${CONTENT.length}-` }, 416],
  ])('are answered by us to %s: a store has tags and ranges of its own', async (_who, headers, status) => {
    const { ddi, file } = await cars.started();
    expect(await ddi.ask(file, { headers })).toMatchObject({ status });
  });

  it('are refused at our address after a stop; who was sent there before is listed as having everything', async () => {
    const [before, after] = [await cars.started(), await cars.started()];
    await before.ddi.ask(before.file);
    for (const { rollout } of [before, after]) await house.pause(rollout);
    expect(await after.ddi.ask(after.file)).toMatchObject({ status: 404, text: 'Not here.' });
    expect(await delivered(after.car)).toBeNull();
    expect(await before.ddi.ask(before.file)).toMatchObject({ status: 404 });
    expect(await delivered(before.car)).not.toBeNull();
  });

  it('lead to what was filed, also when somebody put another object over it', async () => {
    const { ddi, file } = await cars.started();
    await s3Client(server.settings('tidings-redirects')).putObject('tidings-redirects', KEY, Buffer.from('evil'));
    const { headers } = await ddi.ask(file);
    expect(Buffer.from(await (await fetch(headers['location']!)).arrayBuffer()).equals(CONTENT)).toBe(true);
  });

  it('end without a status line, and deliver nothing, when the stored bytes are not as many as were filed', async () => {
    const { car, ddi, file } = await cars.started(Buffer.from('a short one'));
    await house.foundation.records.write((tx) => tx.rows.update(ArtifactRow, { size: '11' }, { size: '12' }));
    await expect(ddi.ask(file)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(await delivered(car)).toBeNull();
  });

  it('are of bytes that nobody can remove once they are published', async () => {
    const { records, pool, store, clock, log } = house.foundation;
    const protect = new ProtectArtifacts(records, pool, store, clock, log);
    await protect.run();
    await protect.run();
    const on = await records.write(async (tx) => ({
      artifact: await tx.rows.findOneByOrFail(ArtifactRow, { sha256: digest('sha256') }),
      entries: await tx.rows.countBy(JournalEntryRow, { act: 'artifact-protected', subject: digest('sha256') }),
    }));
    expect(on).toMatchObject({ artifact: { protectedUntil: expect.any(Date) }, entries: 1 });
    expect(instantOf(on.artifact.protectedUntil!)).toBeGreaterThan(after(clock.now(), days(364)));
    await expect(store.remove(on.artifact.sha256 as Sha256)).rejects.toMatchObject({ code: 'artifact-protected' });
  });

  it('are installed by an unmodified swupdate', async () => {
    const shop = await Workshop.open(inStore('tidings-swupdate'));
    const car = await shop.car();
    await shop.rollOut(await shop.release({ version: '4.2' }), [car]);
    await car.client.start();
    await car.installs();
    await car.client.restart();
    await car.endsAs({ runs: '4.2', attempts: ['1 installed'], believed: '4.2' });
    await shop.close();
  }, 90_000);

  // Last: the store does not come back.
  it('end without a status line, never with 200, when the store is away; so do those that pass through us', async () => {
    const { car, ddi, file } = await cars.started();
    await server.stop();
    await expect(ddi.ask(file)).rejects.toThrow(/socket hang up|ECONNRESET/);
    await expect(ddi.ask(file, { headers: { 'if-match': '*' } })).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(await delivered(car)).toBeNull();
  });
});

describe('downloads that a CDN gives out', () => {
  it('are addressed by their digest, after our gates', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tidings-cdn-'));
    const links = { kind: 'cdn', base: 'https://cdn.example.org/updates' } as const;
    const house = await VehicleHouse.open(milliseconds(60_000), undefined, { folder, links });
    const { car, ddi, file, rollout } = await new DdiCars(house).started();
    const sha256 = digest('sha256');
    const { status, headers } = await ddi.ask(file);
    expect([status, headers['location']]).toEqual([
      302,
      `${links.base}/objects/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`,
    ]);
    expect((await house.attempts(car))[0]!.deliveredAt).not.toBeNull();
    expect(house.log.lines).toEqual(
      expect.arrayContaining([expect.objectContaining({ sentence: expect.stringContaining('sent to a CDN') })]),
    );
    await house.pause(rollout);
    expect(await ddi.ask(file)).toMatchObject({ status: 404 });
    await house.close();
    await rm(folder, { recursive: true });
  });
});
