import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hours, type RolloutId } from '@tidings/vocabulary';
import { CONTENT, DdiCars, type Offered } from './ddi-cars.js';
import { type KnownVehicle, VehicleHouse } from './vehicle-house.js';

let house: VehicleHouse;
let cars: DdiCars;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
});
afterAll(() => house.close());

const recall = async (car: KnownVehicle): Promise<RolloutId> =>
  house.rolloutFor({ purpose: 'recall' }, await house.release(CONTENT, 'recall.swu', '7.3'), car);
const states = async (car: KnownVehicle): Promise<readonly string[]> =>
  (await house.attempts(car)).map(({ state }) => state);
const linksOf = async ({ ddi }: Pick<Offered, 'ddi'>): Promise<readonly string[]> =>
  Object.keys((await ddi.ask()).json._links);

describe('a recall', () => {
  it('(a) is offered in the answer in which the link of a feature goes', async () => {
    const { ddi, car, rollout } = await cars.started();
    const recalled = await recall(car);
    expect(await ddi.offered()).toMatch(/\/deploymentBase\/2\?/);
    expect(await house.attempts(car)).toMatchObject([
      { rolloutId: rollout, state: 'superseded', cause: 'never-begun', endsAs: 'superseded', endsFor: recalled },
      { rolloutId: recalled, state: 'offered' },
    ]);
    expect(await ddi.ask('/deploymentBase/1')).toMatchObject({ status: 404 });
  });

  it('(b) cancels a feature that has begun, and is offered once the vehicle has told what it runs', async () => {
    const { ddi, car, file } = await cars.begun();
    const recalled = await recall(car);
    expect(await linksOf({ ddi })).toEqual(['cancelAction']);
    expect(await ddi.ask(file)).toMatchObject({ status: 404 });
    await ddi.answerCancel(1, 'closed', 'success');
    expect(await states(car)).toEqual(['superseded']);
    expect(await linksOf({ ddi })).toEqual(['configData']);
    await ddi.ask('/configData', { method: 'PUT', body: { data: { softwareVersion: '7.1' } } });
    expect(await ddi.offered()).toMatch(/\/deploymentBase\/2\?/);
    expect((await house.attempts(car))[1]).toMatchObject({ rolloutId: recalled });
  });

  it('(b) goes on cancelling when it is itself paused meanwhile: told is told', async () => {
    const { ddi, car } = await cars.begun();
    const recalled = await recall(car);
    await ddi.ask();
    await house.pause(recalled);
    await house.foundation.snapshot.look('rollouts');
    expect(await linksOf({ ddi })).toEqual(['cancelAction']);
    await ddi.answerCancel(1, 'closed', 'success');
    expect(await states(car)).toEqual(['superseded']);
  });

  it('(b) is offered after a cancel that nobody answers', async () => {
    const { ddi, car } = await cars.begun();
    await recall(car);
    await ddi.ask();
    house.clock.pass(hours(24));
    await house.foundation.records.write((tx) =>
      tx.rows.query(`UPDATE rollout SET evaluated_at = $1`, [new Date(house.clock.now())]),
    );
    await ddi.ask();
    expect((await house.attempts(car))[0]).toMatchObject({ state: 'superseded', cause: 'cancel-unanswered' });
  });

  it('(c) waits for the verdict of a vehicle that has everything, and comes with the next poll', async () => {
    const { ddi, car } = await cars.delivered();
    await recall(car);
    expect(await linksOf({ ddi })).toEqual(['deploymentBase']);
    await ddi.report(1, 'closed', 'success');
    expect(await ddi.offered()).toMatch(/\/deploymentBase\/2\?/);
    expect(await states(car)).toEqual(['installed', 'offered']);
  });

  it('gives the feature back afterwards', async () => {
    const { ddi, car, rollout } = await cars.started();
    const recalled = await recall(car);
    await ddi.offered();
    await house.pause(recalled);
    await house.foundation.snapshot.look('rollouts');
    await ddi.ask();
    expect(await ddi.offered()).toMatch(/\/deploymentBase\/3\?/);
    expect((await house.attempts(car))[2]).toMatchObject({ rolloutId: rollout, number: 2, wireNumber: 3 });
  });
});

describe('what is said of an attempt again', () => {
  it('is a failure that we caused, however often it is said after its link went', async () => {
    const { ddi, car, rollout } = await cars.started();
    await house.pause(rollout);
    await ddi.ask();
    for (let time = 0; time < 3; time++) {
      await ddi.report(1, 'closed', 'failure');
      expect((await house.attempts(car))[0]).toMatchObject({ state: 'failed', failure: 'stopped-by-us' });
    }
  });

  it('stays contradicted when the vehicle runs the new version and says it failed, and says it again', async () => {
    const { ddi, car } = await cars.delivered();
    await ddi.ask('/configData', { method: 'PUT', body: { data: { softwareVersion: '7.2' } } });
    expect(await states(car)).toEqual(['installed']);
    for (let time = 0; time < 2; time++) {
      await ddi.report(1, 'closed', 'failure');
      expect(await states(car)).toEqual(['contradicted']);
    }
  });
});
