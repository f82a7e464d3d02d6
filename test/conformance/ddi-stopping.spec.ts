import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hours, seconds } from '@tidings/vocabulary';
import { DdiCars, MORE_THAN_A_LINE_HOLDS } from './ddi-cars.js';
import { VehicleHouse } from './vehicle-house.js';

let house: VehicleHouse;
let cars: DdiCars;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
});
afterAll(() => house.close());

describe('a pause', () => {
  it('(a) takes the link from a vehicle that did not begin, at its next contact', async () => {
    const { ddi, car, rollout, file } = await cars.started();
    await house.pause(rollout);
    expect(await ddi.ask('/deploymentBase/1')).toMatchObject({ status: 404 });
    expect(await ddi.ask(file)).toMatchObject({ status: 404, text: 'Not here.' });
    expect((await ddi.ask()).json._links).toBeUndefined();
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'withdrawn', cause: 'never-begun' });
  });

  it('(b) cancels a vehicle that has not everything, and refuses it the artifact', async () => {
    const { ddi, car, rollout, file } = await cars.begun();
    await ddi.ask(file, { headers: { range: 'bytes=0-99' } });
    await house.pause(rollout);
    expect(await ddi.ask(file, { headers: { range: 'bytes=100-' } })).toMatchObject({ status: 404, text: 'Not here.' });
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
    const { ddi, car, rollout } = await cars.begun();
    await house.pause(rollout);
    await ddi.ask();
    expect(await ddi.answerCancel(1, execution, finished)).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]!.closedAt).toBeNull();
    expect(Object.keys((await ddi.ask()).json._links)).toEqual(['cancelAction']);
  });

  it('(b) closes what is never acknowledged, and still takes a late answer', async () => {
    const { ddi, car, rollout } = await cars.begun();
    await house.pause(rollout);
    await ddi.ask();
    house.clock.pass(hours(24));
    await ddi.ask();
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'withdrawn', cause: 'cancel-unanswered' });
    expect(await ddi.answerCancel(1, 'closed', 'success')).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'cancelled' });
  });

  it('(c) lets a vehicle that has everything tell its verdict, and refuses it the artifact', async () => {
    const { ddi, car, rollout, file, deployment } = await cars.delivered();
    await house.pause(rollout);
    expect(Object.keys((await ddi.ask()).json._links)).toEqual(['deploymentBase']);
    expect((await ddi.ask('/deploymentBase/1')).json).toEqual(deployment.json);
    expect(await ddi.ask(file)).toMatchObject({ status: 404, text: 'Not here.' });
    expect(await ddi.ask('/cancelAction/1')).toMatchObject({ status: 404 });
    expect(await ddi.report(1, 'closed', 'success')).toMatchObject({ status: 200 });
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'installed' });
  });

  it.each([
    ['goes on without its end while a busy vehicle has time to hear the cancel', seconds(30), 15, 16],
    ['is cut when a busy vehicle has had time to hear the cancel', seconds(120), 0, 12],
  ])('meets a download under way, which %s', async (_, waited, moreThan, lessThan) => {
    const { ddi, car, rollout, file } = await cars.started(MORE_THAN_A_LINE_HOLDS);
    const download = await ddi.begin(file);
    await house.pause(rollout);
    await house.foundation.snapshot.look('rollouts');
    house.clock.pass(waited);
    const megabytes = (await download.untilCut()) / 1024 / 1024;
    expect(megabytes).toBeGreaterThan(moreThan);
    expect(megabytes).toBeLessThan(lessThan);
    expect((await house.attempts(car))[0]).toMatchObject({ deliveredAt: null, refusedAt: expect.any(Date) });
  });

  it('withholds the end of a download whose attempt was closed meanwhile, although the rollout was resumed', async () => {
    const { ddi, car, rollout, file } = await cars.started(MORE_THAN_A_LINE_HOLDS);
    const download = await ddi.begin(file);
    await house.pause(rollout);
    await ddi.ask();
    await house.resume(rollout);
    await house.foundation.snapshot.look('rollouts');
    await expect(download.rest()).rejects.toThrow('aborted');
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'withdrawn', deliveredAt: null });
  });

  it('takes no answer to a cancel that nobody told: 405', async () => {
    const { ddi, car, rollout } = await cars.begun();
    expect(await ddi.answerCancel(1, 'closed', 'success')).toMatchObject({
      status: 405,
      json: { errorCode: 'hawkbit.server.error.action.notCancelable' },
    });
    await house.pause(rollout);
    await ddi.ask();
    expect((await house.attempts(car))[0]!.closedAt).toBeNull();
  });

  it('offers nothing while it lasts, and a new attempt after a resume', async () => {
    const { ddi, car, rollout } = await cars.begun();
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
    const { ddi, rollout, file } = await cars.begun();
    await house.pause(rollout);
    await house.resume(rollout);
    expect(await ddi.offered()).toMatch(/\/deploymentBase\/1\?/);
    expect(await ddi.ask(file)).toMatchObject({ status: 200 });
  });

  it('is never undone for a halted attempt', async () => {
    const { ddi, rollout, file } = await cars.begun();
    await house.halt(rollout);
    expect(await ddi.ask(file)).toMatchObject({ status: 404 });
    expect(Object.keys((await ddi.ask()).json._links)).toEqual(['cancelAction']);
  });
});
