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
  const commands = fc.commands(CHURN, { maxCommands: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(commands, async (happenings) => {
      const world = await ChurnWorld.of(house, 2);
      await world.startNext();
      await fc.asyncModelRun(() => ({ model: {}, real: { world, promises: new ChurnPromises(world) } }), happenings);
      for (const car of world.cars) for (const { state } of await world.attempts(car)) endings.add(state);
    }),
    { numRuns: 8, seed: 20_261_122, endOnFailure: true },
  );
  // Otherwise it promised little: what it is about has happened.
  for (const ending of ['installed', 'superseded', 'withdrawn', 'cancelled']) expect([...endings]).toContain(ending);
}, 300_000);
