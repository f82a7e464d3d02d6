import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DdiCars } from './ddi-cars.js';
import { DdiClient } from './ddi-client.js';
import { VehicleHouse } from './vehicle-house.js';

const JSON_BODY = { 'content-type': 'application/json' };

let house: VehicleHouse;
let cars: DdiCars;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
});
afterAll(() => house.close());

describe('the poll', () => {
  it('says when to come again, and nothing else, to a vehicle without anything to do', async () => {
    const { ddi } = await cars.quiet();
    expect((await ddi.ask()).json).toEqual({ config: { polling: { sleep: '00:05:00' } } });
    expect((await ddi.ask()).json).toEqual({ config: { polling: { sleep: '00:05:00' } } });
  });

  it('answers 304 to a vehicle that has the answer already, from the database and from memory', async () => {
    const { ddi } = await cars.quiet();
    const first = await ddi.ask();
    const tag = first.headers['etag']!;
    expect(tag).toMatch(/^"[^"]+"$/);
    for (const list of [tag, `"other", ${tag}`, '*'])
      expect(await ddi.ask('', { headers: { 'if-none-match': list } })).toMatchObject({ status: 304, text: '' });
    expect(await ddi.ask('', { headers: { 'if-none-match': '"other"' } })).toMatchObject({ status: 200 });
  });

  it('shows a link to a permitted vehicle, makes it come every minute, and never answers it 304', async () => {
    const { ddi, car } = await cars.offered();
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
    const { ddi, car } = await cars.offered();
    const { json } = await ddi.ask('', {
      headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'ota.example.org' },
    });
    const base = `https://ota.example.org/DEFAULT/controller/v1/${car.controllerId}`;
    expect(json._links.deploymentBase.href).toBe(`${base}/deploymentBase/1?c=1`);
  });

  it('takes the headers that swupdate sends with a GET', async () => {
    const { ddi } = await cars.quiet();
    const headers = { ...JSON_BODY, accept: 'application/json', charsets: 'utf-8, utf-8' };
    expect(await ddi.ask('', { headers })).toMatchObject({ status: 200 });
  });
});
