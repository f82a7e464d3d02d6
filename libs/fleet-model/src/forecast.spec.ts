import { describe, expect, it } from '@jest/globals';
import { basisPoints, days } from '@tidings/vocabulary';
import { aPlan, aRollout, aStage, NOON } from '../../rollout-engine/builders/a-rollout.js';
import { aVehicle } from '../../rollout-engine/builders/a-vehicle.js';
import { ASSUMED_HABITS } from './fleet-habits.js';
import { type Forecast, forecast } from './forecast.js';
import type { ForecastInput } from './forecast-input.js';
import { rehearse } from './rehearse.js';

const PLAN = aPlan({ stages: [aStage({ share: basisPoints(1_000), soak: days(1) }), aStage({ soak: days(1) })] });

const input = (wishes: Partial<ForecastInput> = {}): ForecastInput => ({
  rollout: aRollout({ plan: PLAN, state: { kind: 'draft' }, stage: 'none' }),
  startsAt: NOON,
  cohortCount: 300,
  stageCounts: [30, 300],
  cars: [{ facts: aVehicle(), vehicles: 300 }],
  habits: ASSUMED_HABITS,
  measuredAt: NOON,
  ...wishes,
});

/** To its end, and the shares it said were done. */
function drained(steps: Generator<number, Forecast>): {
  readonly result: Forecast;
  readonly shares: readonly number[];
} {
  for (const shares: number[] = []; ;) {
    const { done, value } = steps.next();
    if (done) return { result: value, shares };
    shares.push(value);
  }
}

describe('a forecast', () => {
  it('tells how many cars a release would break at each true rate before it is stopped, the same every time, and how much is done', () => {
    const { result, shares } = drained(forecast(input(), 4));
    expect(shares).toEqual(Array.from({ length: 24 }, (_, done) => (done + 1) / 24));
    const [one, , , twenty, all] = result.blastRadius;
    expect(all).toMatchObject({ percent: 100, stopped: all!.rehearsals });
    expect(all!.broken!.high).toBeLessThanOrEqual(30);
    expect(all!.triedWhenStopped!.median).toBeGreaterThanOrEqual(3);
    expect(twenty!.stopped).toBeGreaterThan(one!.stopped);
    expect(result.expected.daysToComplete!.median).toBeGreaterThanOrEqual(2);
    expect(result.expected.hoursToOpen).toEqual([{ median: 0, low: 0, high: 0 }, expect.anything()]);
    expect(result.expected.hoursToOpen[1]!.low).toBeGreaterThanOrEqual(24);
    expect(rehearse(input(), 0.2, 1)).toEqual(rehearse(input(), 0.2, 1));
  });

  it('scales the duration of a large cohort, and never its blast radius', () => {
    const large = input({ cohortCount: 100_000, stageCounts: [10_000, 100_000] });
    const { result } = drained(forecast(large, 1));
    expect(result.rehearsedCars).toBe(1_000);
    expect(result.expected.vehiclesPerCar).toBe(100);
    expect(result.expected.tried.median).toBeGreaterThan(50_000);
    expect(result.blastRadius.at(-1)!.triedWhenStopped!.high).toBeLessThan(100);
  });

  it('leaves out cars that a gate keeps out: their market has no note', () => {
    const mixed = input({
      cars: [
        { facts: aVehicle(), vehicles: 150 },
        { facts: aVehicle({ market: 'FR' }), vehicles: 150 },
      ],
    });
    expect(rehearse(mixed, 0, 1).tried).toBeLessThanOrEqual(150);
  });
});
