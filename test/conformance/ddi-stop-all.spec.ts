import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { GiveStopAll, LiftStopAll } from '@tidings/operations';
import { type Actor, stopAllOrder, stopAllText } from '@tidings/vocabulary';
import { until } from '../processes/until.js';
import { DdiCars, MORE_THAN_A_LINE_HOLDS } from './ddi-cars.js';
import { VehicleHouse } from './vehicle-house.js';

const RITA: Actor = { person: 'rita', name: 'Rita', roles: ['release-manager'], by: 'person' };

let house: VehicleHouse;
let cars: DdiCars;
let file: string;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
  file = join(dirname(house.spool), 'stop-all');
});
afterAll(() => house.close());

const inForce = (): unknown => house.foundation.snapshot.stopAll.order;
const stop = async (why = 'charging fires'): Promise<void> => {
  await writeFile(file, stopAllText(stopAllOrder({ who: 'rita', why, at: house.clock.now() })));
  await until(() => inForce() !== undefined);
};
const onRecord = (): Promise<readonly Record<string, unknown>[]> =>
  house.foundation.dataSource.query(`SELECT who, why, lifted_by FROM stop_all ORDER BY noted_at DESC LIMIT 1`);
const takeAway = async (): Promise<void> => {
  await rm(file, { force: true });
  await until(() => inForce() === undefined);
};

describe('an order to stop all, by a file', () => {
  afterEach(takeAway);

  it('is seen by the gateway, offers nothing to anybody, and is told by /readyz, which stays ready', async () => {
    const { ddi, car } = await cars.offered();
    await stop();
    expect((await ddi.ask()).json._links).toBeUndefined();
    expect(await house.attempts(car)).toEqual([]);
    const answer = await fetch(`${house.url}/readyz`);
    expect([answer.status, await answer.json()]).toMatchObject([200, { checks: { 'stop-all': 'stopped' } }]);
    await takeAway();
    house.clock.pass(20_000 as never);
    expect(await ddi.offered()).toMatch(/deploymentBase\/1/);
  });

  it('(a) takes the link from a vehicle that did not begin', async () => {
    const { ddi, car, file: artifact } = await cars.started();
    await stop();
    expect(await ddi.ask('/deploymentBase/1')).toMatchObject({ status: 404 });
    expect(await ddi.ask(artifact)).toMatchObject({ status: 404, text: 'Not here.' });
    expect((await ddi.ask()).json._links).toBeUndefined();
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'withdrawn', cause: 'never-begun' });
  });

  it('(b) cancels a vehicle that has not everything, which stays told when the order is lifted', async () => {
    const { ddi, file: artifact } = await cars.begun();
    await stop();
    expect(await ddi.ask(artifact)).toMatchObject({ status: 404 });
    expect(Object.keys((await ddi.ask()).json._links)).toEqual(['cancelAction']);
    await takeAway();
    expect(Object.keys((await ddi.ask()).json._links)).toEqual(['cancelAction']);
    await ddi.answerCancel(1, 'closed', 'success');
    await ddi.ask('/configData', { method: 'PUT', body: { data: { softwareVersion: '7.1' } } });
    expect(await ddi.offered()).toMatch(/deploymentBase\/2/);
  });

  it('(c) lets a vehicle that has everything tell its verdict, and refuses it the artifact', async () => {
    const { ddi, car, file: artifact } = await cars.delivered();
    await stop();
    expect(Object.keys((await ddi.ask()).json._links)).toEqual(['deploymentBase']);
    expect(await ddi.ask(artifact)).toMatchObject({ status: 404 });
    expect(await ddi.report(1, 'closed', 'success')).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'installed' });
  });

  it('withholds the end of a download that is under way', async () => {
    const { ddi, car, file: artifact } = await cars.started(MORE_THAN_A_LINE_HOLDS);
    const download = await ddi.begin(artifact);
    await stop();
    await expect(download.rest()).rejects.toThrow('aborted');
    expect((await house.attempts(car))[0]).toMatchObject({ deliveredAt: null, refusedAt: expect.any(Date) });
  });

  it('goes on for a vehicle that was not told before the order was lifted', async () => {
    const { ddi, file: artifact } = await cars.begun();
    await stop();
    await takeAway();
    expect(await ddi.offered()).toMatch(/deploymentBase\/1/);
    expect(await ddi.ask(artifact)).toMatchObject({ status: 200 });
  });

  it('is written down with who claimed it, and so is that its file was taken away', async () => {
    await stop('smoke in Malmö');
    await until(async () => (await onRecord())[0]?.['why'] === 'smoke in Malmö');
    expect(await onRecord()).toEqual([{ who: 'rita', why: 'smoke in Malmö', lifted_by: null }]);
    await takeAway();
    await until(async () => (await onRecord())[0]?.['lifted_by'] !== null);
    const acts = await house.foundation.dataSource.query<{ act: string; actor: string }[]>(
      `SELECT act, actor FROM journal_entry WHERE subject = (SELECT id FROM stop_all ORDER BY noted_at DESC LIMIT 1) ORDER BY at`,
    );
    expect(acts).toEqual([
      { act: 'all-stopped', actor: 'tidings' },
      { act: 'stop-all-lifted', actor: 'tidings' },
    ]);
  });

  it('stands after a restart, from the first request on', async () => {
    const { ddi } = await cars.offered();
    await stop();
    await house.restart();
    expect((await ddi.ask()).json._links).toBeUndefined();
  });
});

describe('an order to stop all, by the release desk', () => {
  it('reaches a gateway without a file, and is lifted there', async () => {
    const { records, clock } = house.foundation;
    const { ddi } = await cars.offered();
    await new GiveStopAll(records, clock).run(RITA, 'from the desk');
    await until(() => inForce() !== undefined);
    expect((await ddi.ask()).json._links).toBeUndefined();
    await new LiftStopAll(records, clock).run(RITA, 'all is well');
    await until(() => inForce() === undefined);
    await expect(new LiftStopAll(records, clock).run(RITA, 'again')).rejects.toMatchObject({ code: 'nothing-stopped' });
  });

  it('takes the file of a lifted order away', async () => {
    const { records, clock } = house.foundation;
    await stop('a rumour');
    await until(async () => (await onRecord())[0]?.['why'] === 'a rumour');
    await new LiftStopAll(records, clock).run(RITA, 'it was one');
    await until(() => inForce() === undefined);
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe("an order to stop all, by the gateway's own address", () => {
  afterEach(takeAway);
  const ask = async (authorization: string | undefined, body: object = { who: 'paul', why: 'smoke' }) => {
    const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
    const answer = await fetch(`${house.url}/stop-all`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const key = async (): Promise<string> =>
    `Bearer ${(await readFile(join(dirname(house.spool), 'stop-all.key'), 'utf8')).trim()}`;

  it('takes effect before it is answered, and is on the disk', async () => {
    expect(await ask(await key())).toMatchObject({ status: 200, body: { who: 'paul', why: 'smoke' } });
    expect(inForce()).toMatchObject({ why: 'smoke' });
    expect(await readFile(file, 'utf8')).toContain('smoke');
    expect(await ask(await key(), { who: 'rita', why: 'too' })).toMatchObject({ body: { who: 'paul', why: 'smoke' } });
  });

  it.each([
    ['no key', undefined, 401],
    ['another key', `Bearer ${'x'.repeat(43)}`, 401],
    ['no reason', 'key', 400],
  ])('is refused with %s, in a problem document', async (_, given, status) => {
    const answer = await ask(given === 'key' ? await key() : given, status === 400 ? { who: 'paul' } : undefined);
    expect(answer).toMatchObject({ status, body: { code: expect.any(String), detail: expect.any(String) } });
    expect(inForce()).toBeUndefined();
  });
});
