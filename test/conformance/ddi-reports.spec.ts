import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DdiCars } from './ddi-cars.js';
import { VehicleHouse } from './vehicle-house.js';

let house: VehicleHouse;
let cars: DdiCars;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
});
afterAll(() => house.close());

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
    const { ddi, car } = await cars.started();
    expect(await ddi.report(1, execution, finished)).toMatchObject({ status: 200, text: '' });
    expect((await house.attempts(car))[0]!.state).toBe(state);
  });

  it.each(['success', 'none'])(
    'closed/%s of a delivered attempt makes it installed, and asks what runs',
    async (finished) => {
      const { ddi, car } = await cars.delivered();
      expect(await ddi.report(1, 'proceeding')).toMatchObject({ status: 200 });
      expect((await house.attempts(car))[0]!.state).toBe('installing');
      expect(await ddi.report(1, 'closed', finished)).toMatchObject({ status: 200, text: '' });
      expect((await house.attempts(car))[0]).toMatchObject({ state: 'installed', closedAt: expect.any(Date) });
      expect(await house.vehicleOnRecord(car)).toMatchObject({ softwareVersion: '7.2', isSoftwareKnown: true });
      expect(Object.keys((await ddi.ask()).json._links)).toEqual(['configData']);
    },
  );

  it('late, twice and contradictory is taken with 200, and counts', async () => {
    const { ddi, car } = await cars.delivered();
    for (let n = 0; n < 3; n++) expect(await ddi.report(1, 'closed', 'success')).toMatchObject({ status: 200 });
    expect(await ddi.report(1, 'proceeding')).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]!.state).toBe('installed');
    expect(await ddi.report(1, 'closed', 'failure')).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]!.state).toBe('contradicted');
  });

  it('of one attempt is kept a thousand times, and beyond that only what ends it', async () => {
    const { ddi, car } = await cars.delivered();
    const { id } = (await house.attempts(car))[0]!;
    await house.foundation.records.write((tx) =>
      tx.rows.query(
        `INSERT INTO report (attempt_id, key, door, execution, finished, code, details, received_at)
         SELECT $1, 'deployment/progress/none/' || n, 'deployment', 'progress', 'none', n, '[]', now() FROM generate_series(1, 999) AS n`,
        [id],
      ),
    );
    expect(await ddi.report(1, 'proceeding', 'none', { code: 1_000 })).toMatchObject({ status: 200 });
    expect(await ddi.report(1, 'proceeding', 'none', { code: 1_001 })).toMatchObject({
      status: 429,
      json: { errorCode: 'hawkbit.server.error.quota.tooManyEntries' },
    });
    expect(await ddi.report(1, 'proceeding', 'none', { code: 1_000 })).toMatchObject({ status: 200 });
    expect(await ddi.report(1, 'closed', 'success')).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'installed' });
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
    const { ddi } = await cars.started();
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
    const { ddi } = await cars.started();
    const { status, ...rest } = odd as { readonly status?: { readonly result?: object } };
    const body = {
      ...rest,
      status: { execution: 'proceeding', ...status, result: { finished: 'none', ...status?.result } },
    };
    expect(await ddi.ask('/deploymentBase/1/feedback', { method: 'POST', body })).toMatchObject({ status: 200 });
  });
});
