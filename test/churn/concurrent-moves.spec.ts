import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { RolloutRow, RolloutTallyRow } from '@tidings/records';
import { DomainError, type RolloutId } from '@tidings/vocabulary';
import { CONTENT } from '../conformance/ddi-cars.js';
import { DdiClient } from '../conformance/ddi-client.js';
import { type KnownVehicle, VehicleHouse } from '../conformance/vehicle-house.js';

let house: VehicleHouse;
beforeAll(async () => {
  house = await VehicleHouse.open();
});
afterAll(() => house.close());

/** What a person is told who came second. */
const CAME_SECOND = ['wrong-state', 'revision-conflict'];

async function isDone(act: Promise<void>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof DomainError && CAME_SECOND.includes(error.code)) return false;
    throw error;
  }
}

it('epochs and revisions count every stop and step once, whoever acts and polls at the same moment', async () => {
  const cars: KnownVehicle[] = [];
  for (let n = 0; n < 6; n++) cars.push(await house.vehicle());
  const rollout = await house.rollout(await house.release(CONTENT), ...cars);
  const clients = cars.map((car) => new DdiClient(house, car));
  let stops = 0;
  for (let round = 0; round < 6; round++) {
    // Two people pause, two resume, and every car polls, all at once.
    const pauses = [isDone(house.pause(rollout)), isDone(house.pause(rollout))];
    const resumes = [isDone(house.resume(rollout)), isDone(house.resume(rollout))];
    await Promise.all([...resumes, ...clients.map((client) => client.ask())]);
    stops += (await Promise.all(pauses)).filter((done) => done).length;
  }
  await isDone(house.resume(rollout));
  expect(stops).toBeGreaterThan(0);
  await whatCountsIsTrue(rollout, cars, stops);
});

async function whatCountsIsTrue(id: RolloutId, cars: readonly KnownVehicle[], stops: number): Promise<void> {
  const { row, steps, tally } = await house.foundation.records.write(async (tx) => ({
    row: await tx.rows.findOneByOrFail(RolloutRow, { id }),
    steps: await tx.rows.query<{ revision: number }[]>(
      'SELECT revision FROM rollout_step WHERE rollout_id = $1 ORDER BY revision',
      [id],
    ),
    tally: await tx.rows.findOneByOrFail(RolloutTallyRow, { rolloutId: id }),
  }));
  expect(row.epoch).toBe(1 + stops);
  const revisions = steps.map(({ revision }) => revision);
  expect(new Set(revisions).size).toBe(revisions.length);
  expect(row.revision).toBe(revisions.at(-1));
  const attempts = (await Promise.all(cars.map((car) => house.attempts(car)))).flat();
  expect(attempts.length).toBeGreaterThan(0);
  for (const { epoch } of attempts) expect(epoch).toBeLessThanOrEqual(row.epoch);
  expect(tally.open).toBe(attempts.filter(({ closedAt }) => closedAt === null).length);
  expect(tally.offered).toBe(new Set(attempts.map(({ vehicleId }) => vehicleId)).size);
}
