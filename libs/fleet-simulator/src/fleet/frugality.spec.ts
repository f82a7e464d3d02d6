import { describe, expect, it } from '@jest/globals';
import { milliseconds } from '@tidings/vocabulary';
import { aCar, aFleet, until } from '../../builders/a-fleet.js';
import { DdiStub } from '../../builders/ddi-stub.js';

const CARS = 5000;
const timers = (): number => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;

describe('a fleet of 5,000', () => {
  it('keeps one timer and few sockets while every car sleeps', async () => {
    const stub = await new DdiStub().listen();
    stub.shown.sleep = '12:00:00';
    const before = timers();
    const vehicles = Array.from({ length: CARS }, (_, n) => aCar(`car-${n}`));
    const fleet = aFleet(stub.url, {
      vehicles,
      pace: { timeScale: 1, firstPollsWithin: milliseconds(500), sockets: 16 },
    });
    fleet.start();
    await until(() => stub.seen.length === CARS);
    await until(() => fleet.counts().polling === CARS);
    expect(stub.seen).toHaveLength(CARS);
    expect(stub.mostSockets).toBeLessThanOrEqual(16);
    // One of the fleet, and what each open socket keeps on both of its ends.
    expect(timers() - before).toBeLessThanOrEqual(1 + 2 * 16);
    await fleet.stop();
    await stub.close();
  }, 60_000);
});
