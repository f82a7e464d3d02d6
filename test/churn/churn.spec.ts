import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { VehicleHouse } from '../conformance/vehicle-house.js';
import { CHURN } from './churn-commands.js';
import { ChurnPromises } from './churn-promises.js';
import { ChurnWorld } from './churn-world.js';

let house: VehicleHouse;
beforeAll(async () => {
  house = await VehicleHouse.open();
});
afterAll(() => house.close());

it('whatever happens in whatever order, no car is stopped by its own progress, numbers are never reused, and a recall never waits', async () => {
  const endings = new Set<string>();
  let runs = 0;
  const commands = fc.commands(CHURN, { maxCommands: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(commands, async (happenings) => {
      const world = await ChurnWorld.of(house, 2);
      await world.startNext();
      const promises = new ChurnPromises(world);
      if (++runs % 2 === 0) await underWayWhenTheNextStarts(world, promises);
      await fc.asyncModelRun(() => ({ model: {}, real: { world, promises } }), happenings);
      for (const car of world.cars) for (const { state } of await world.attempts(car)) endings.add(state);
    }),
    { numRuns: 8, seed: 20_261_122, endOnFailure: true },
  );
  // Otherwise it promised little: what it is about has happened.
  for (const ending of ['installed', 'superseded', 'withdrawn', 'cancelled']) expect([...endings]).toContain(ending);
}, 300_000);

/** Every second run begins where classes meet: a car has begun when a rollout of a higher class starts. */
async function underWayWhenTheNextStarts(world: ChurnWorld, promises: ChurnPromises): Promise<void> {
  const [car] = world.cars;
  await promises.poll(car!);
  await promises.goesOn(car!, await car!.fetch(), 'link');
  await car!.say('proceeding');
  await world.startNext();
}
