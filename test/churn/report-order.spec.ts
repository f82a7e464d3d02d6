import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AttemptRow } from '@tidings/records';
import fc from 'fast-check';
import { DdiCars } from '../conformance/ddi-cars.js';
import type { DdiClient } from '../conformance/ddi-client.js';
import { type KnownVehicle, VehicleHouse } from '../conformance/vehicle-house.js';

let house: VehicleHouse;
beforeAll(async () => {
  house = await VehicleHouse.open();
});
afterAll(() => house.close());

/** A report as it goes over the wire, about one of a car's two attempts. */
interface WireReport {
  readonly wireNumber: 1 | 2;
  readonly door: 'deployment' | 'cancel';
  readonly execution: string;
  readonly finished: string;
  readonly code: number | undefined;
}

const someReport: fc.Arbitrary<WireReport> = fc.record({
  wireNumber: fc.constantFrom(1 as const, 2 as const),
  door: fc.constantFrom('deployment' as const, 'cancel' as const),
  execution: fc.constantFrom('proceeding', 'downloaded', 'closed', 'closed', 'rejected'),
  finished: fc.constantFrom('none', 'success', 'failure'),
  code: fc.constantFrom(undefined, 9004, 9006),
});

/** The same reports, each at least once and some again, in another order. */
const inTwoOrders = fc.array(someReport, { minLength: 1, maxLength: 7 }).chain((reports) =>
  fc.tuple(
    fc.constant(reports),
    fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length }).map((some) => [...some, ...reports]),
  ),
);

const FAILS: WireReport = {
  wireNumber: 2,
  door: 'deployment',
  execution: 'closed',
  finished: 'failure',
  code: undefined,
};

it('any order and repetition of reports, over two attempts and two doors, ends in the same states', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(inTwoOrders, fc.boolean(), async ([reports, again], isDelivered) => {
      const [one, other] = [await twoAttempts(isDelivered), await twoAttempts(isDelivered)];
      for (const report of reports) await send(one.ddi, report);
      for (const report of again) await send(other.ddi, report);
      const [states, others] = [await statesOf(one.car), await statesOf(other.car)];
      expect(others).toEqual(states);
      for (const [state] of states) seen.add(state);
    }),
    {
      numRuns: 10,
      seed: 20_261_122,
      endOnFailure: true,
      // One car that simply fails is among them, whatever chance draws.
      examples: [[[[FAILS], [FAILS, FAILS]], true]],
    },
  );
  for (const state of ['withdrawn', 'contradicted', 'failed', 'installed']) expect([...seen]).toContain(state);
}, 300_000);

/** A car whose first attempt was told to stop and given up, and whose second is under way. */
async function twoAttempts(isDelivered: boolean): Promise<{ readonly car: KnownVehicle; readonly ddi: DdiClient }> {
  const cars = new DdiCars(house);
  const { car, ddi, rollout } = await cars.begun();
  await house.pause(rollout);
  await ddi.ask();
  await house.foundation.records.write(async (tx) => {
    await tx.rows.query(
      `UPDATE attempt SET closed_at = now(), state = 'withdrawn', cause = 'cancel-unanswered', closed_by_us = 'cancel-unanswered'
        WHERE vehicle_id = $1`,
      [car.id],
    );
    await tx.rows.query('UPDATE rollout_tally SET open = 0, outcomes = 1 WHERE rollout_id = $1', [rollout]);
  });
  await house.resume(rollout);
  await house.foundation.snapshot.look('rollouts');
  const deployment = await ddi.ask(await ddi.offered());
  if (isDelivered) await ddi.ask(deployment.json.deployment.chunks[0].artifacts[0]._links.download.href);
  return { car, ddi };
}

async function send(ddi: DdiClient, { wireNumber, door, execution, finished, code }: WireReport): Promise<void> {
  if (door === 'cancel') await ddi.answerCancel(wireNumber, execution, finished);
  else await ddi.report(wireNumber, execution, finished, code === undefined ? {} : { code });
}

const statesOf = async (car: KnownVehicle): Promise<readonly (readonly [string, string | null, string | null])[]> =>
  (await house.attempts(car)).map(({ state, failure, cause }: AttemptRow) => [state, failure, cause] as const);
