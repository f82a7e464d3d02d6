import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HoldVehicle, RecordNobodyToAsk, RecordOwnerDecision, UnholdVehicle } from '@tidings/operations';
import { after, type Actor, days, hours, minutes, type ReleaseId } from '@tidings/vocabulary';
import { CONTENT, DdiCars, type Offered } from './ddi-cars.js';
import { type KnownVehicle, VehicleHouse } from './vehicle-house.js';

const SUPPORT: Actor = { person: 'siri', name: 'Siri', roles: ['support'], by: 'person' };

let house: VehicleHouse;
let cars: DdiCars;
beforeAll(async () => {
  house = await VehicleHouse.open();
  cars = new DdiCars(house);
});
afterAll(() => house.close());

const linksOf = async ({ ddi }: Pick<Offered, 'ddi'>): Promise<readonly string[]> =>
  Object.keys(((await ddi.ask()).json as { readonly _links?: object })._links ?? {});
const stateOf = async (car: KnownVehicle): Promise<string> => (await house.attempts(car)).at(-1)!.state;
const look = (): Promise<void> => house.foundation.snapshot.look('vehicles');

describe("a person's hold", () => {
  it('keeps a vehicle from an offer until it is lifted', async () => {
    const { ddi, car } = await cars.offered();
    await new HoldVehicle(house.foundation.records, house.clock).run(SUPPORT, car.controllerId, 'evidence');
    await look();
    expect(await linksOf({ ddi })).toEqual([]);
    await new UnholdVehicle(house.foundation.records).run(SUPPORT, car.controllerId, 'over');
    await look();
    expect(await linksOf({ ddi })).toEqual(['deploymentBase']);
  });

  it('ends what has begun', async () => {
    const { ddi, car } = await cars.begun();
    await new HoldVehicle(house.foundation.records, house.clock).run(SUPPORT, car.controllerId, 'evidence');
    expect(await linksOf({ ddi })).toEqual(['cancelAction']);
    await ddi.answerCancel(1, 'closed', 'success');
    expect(await stateOf(car)).toBe('cancelled');
  });
});

describe('a rollout that asks the owner', () => {
  const asking = async (): Promise<{ car: KnownVehicle; ddi: Offered['ddi']; releaseId: ReleaseId }> => {
    const { car, ddi } = await cars.quiet();
    const releaseId = await house.release(CONTENT);
    await house.rolloutFor({ consent: 'asks' }, releaseId, car);
    return { car, ddi, releaseId };
  };
  const decide = async (
    car: KnownVehicle,
    releaseId: ReleaseId,
    choice: Parameters<RecordOwnerDecision['run']>[1]['choice'],
  ): Promise<void> => {
    const { records, ids } = house.foundation;
    const said = { controllerId: car.controllerId, releaseId, choice };
    await new RecordOwnerDecision(records, house.clock, ids).run(SUPPORT, said);
    await look();
  };

  it('shows no link before a yes, and the link in the span of the yes', async () => {
    const { car, ddi, releaseId } = await asking();
    expect(await linksOf({ ddi })).toEqual([]);
    const now = house.clock.now();
    await decide(car, releaseId, { kind: 'accepted', from: now, to: after(now, hours(2)) });
    expect(await linksOf({ ddi })).toEqual(['deploymentBase']);
  });

  it('takes the link back after a no: declined; and offers again after a new yes', async () => {
    const { car, ddi, releaseId } = await asking();
    const span = { kind: 'accepted', from: house.clock.now(), to: after(house.clock.now(), hours(2)) } as const;
    await decide(car, releaseId, span);
    await ddi.ask(await ddi.offered());
    house.clock.pass(minutes(1));
    await decide(car, releaseId, { kind: 'declined' });
    expect(await linksOf({ ddi })).toEqual([]);
    expect((await house.attempts(car)).at(-1)).toMatchObject({ state: 'declined', cause: 'never-begun' });
    house.clock.pass(minutes(1));
    await decide(car, releaseId, span);
    expect(await ddi.offered()).toMatch(/\/deploymentBase\/2\?/);
  });

  it('cancels what has begun after a "not yet": deferred', async () => {
    const { car, ddi, releaseId } = await asking();
    await decide(car, releaseId, { kind: 'accepted', from: house.clock.now(), to: after(house.clock.now(), hours(2)) });
    await ddi.ask(await ddi.offered());
    await ddi.report(1, 'proceeding');
    house.clock.pass(minutes(1));
    await decide(car, releaseId, { kind: 'deferred', until: after(house.clock.now(), days(3)) });
    expect(await linksOf({ ddi })).toEqual(['cancelAction']);
    await ddi.answerCancel(1, 'closed', 'success');
    expect((await house.attempts(car)).at(-1)).toMatchObject({ state: 'deferred', cause: 'acknowledged' });
  });

  it('waits for nobody where nobody can be asked', async () => {
    const { car, ddi } = await asking();
    await new RecordNobodyToAsk(house.foundation.records, house.clock).run(SUPPORT, car.controllerId);
    await look();
    expect(await linksOf({ ddi })).toEqual([]);
  });
});

describe('a download budget', () => {
  it('lets one more vehicle begin when the hour is over', async () => {
    const [first, second] = [await cars.quiet(), await cars.quiet()];
    const release = await house.release(CONTENT);
    await house.rolloutFor({ bytesPerHour: CONTENT.length }, release, first.car, second.car);
    expect([await linksOf(first), await linksOf(second)]).toEqual([['deploymentBase'], []]);
    house.clock.pass(hours(1));
    await house.foundation.records.write((tx) =>
      tx.rows.query('UPDATE rollout SET evaluated_at = $1', [new Date(house.clock.now())]),
    );
    expect(await linksOf(second)).toEqual(['deploymentBase']);
  });

  it('is kept when two vehicles ask in the same moment', async () => {
    const both = [await cars.quiet(), await cars.quiet()];
    const release = await house.release(CONTENT);
    await house.rolloutFor({ bytesPerHour: CONTENT.length }, release, ...both.map(({ car }) => car));
    const links = await Promise.all(both.map(linksOf));
    expect(links.flat()).toEqual(['deploymentBase']);
  });
});

it('a vehicle whose facts grow old is asked to tell them, and is offered something once it has', async () => {
  const { ddi, car } = await cars.quiet();
  await house.foundation.records.write((tx) =>
    tx.rows.query(`UPDATE vehicle SET software_since = $2 WHERE id = $1`, [
      car.id,
      new Date(after(house.clock.now(), days(-100))),
    ]),
  );
  await house.rollout(await house.release(CONTENT), car);
  expect(await linksOf({ ddi })).toEqual(['configData']);
  await ddi.ask('/configData', { method: 'PUT', body: { data: { softwareVersion: '7.1' } } });
  expect(await linksOf({ ddi })).toEqual(['deploymentBase']);
});
