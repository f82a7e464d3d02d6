import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DdiCars } from './ddi-cars.js';
import { type Answer, DdiClient } from './ddi-client.js';
import { VehicleHouse } from './vehicle-house.js';

let house: VehicleHouse;
let cars: DdiCars;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
});
afterAll(() => house.close());

describe('attributes', () => {
  const put = (ddi: DdiClient, body: unknown): Promise<Answer> => ddi.ask('/configData', { method: 'PUT', body });

  it('are merged, replaced and removed', async () => {
    const { ddi, car } = await cars.quiet();
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
    const { ddi, car } = await cars.quiet();
    const answer = await put(ddi, body);
    expect(answer.status).toBe(status);
    expect(answer.json.errorCode).toMatch(/^hawkbit\.server\.error\./);
    expect((await house.vehicleOnRecord(car)).reported).toEqual({});
  });

  it('with every character, and 128 of them, are kept', async () => {
    const { ddi, car } = await cars.quiet();
    const data = { ['k'.repeat(128)]: `-!@#$%^&*()+=[]{}|;:'",.<>/\\? _`.padEnd(128, 'v') };
    expect(await put(ddi, { data })).toMatchObject({ status: 200 });
    expect((await house.vehicleOnRecord(car)).reported).toEqual(data);
  });

  it('that name the version of the open attempt close it as installed', async () => {
    const { ddi, car } = await cars.delivered();
    await put(ddi, { data: { softwareVersion: '7.2' } });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'installed', isInferred: true });
  });
});
