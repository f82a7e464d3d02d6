import { simulateFleet, type Fleet, type FleetBehaviour } from '@tidings/fleet-simulator';
import { basisPoints, hours, seconds } from '@tidings/vocabulary';

/** A car as its maker files it and as it is simulated. */
export interface FiledCar {
  readonly controllerId: string;
  readonly token: string;
  readonly model: string;
  readonly market: string;
  readonly timeZone: string;
}

export const HARDWARE = 'ICM-V2';
export const RUNS_BEFORE = '4.1';

export const carsOf = (name: string, count: number, market: string, timeZone: string, model = 'Vega'): FiledCar[] =>
  Array.from({ length: count }, (_, n) => {
    const controllerId = `${name}-${n + 1}`;
    return { controllerId, token: `token-of-${controllerId}`, model, market, timeZone };
  });

/** CSV, as `tidings vehicle import` reads it. */
export const asCsv = (cars: readonly FiledCar[]): string =>
  [
    'controllerId,token,model,modelYear,market,timeZone,hardwareId,softwareVersion',
    ...cars.map((car) =>
      [car.controllerId, car.token, car.model, 2025, car.market, car.timeZone, HARDWARE, RUNS_BEFORE].join(','),
    ),
  ].join('\n');

/** Everything goes well, at thirty times the pace of life. */
const CALM: FleetBehaviour = {
  ...{ installFails: basisPoints(0), bricks: basisPoints(0), parked: basisPoints(0), slowDownload: basisPoints(0) },
  failure: { code: 9002, text: 'did not start' },
  downloadCut: basisPoints(1000),
  slowBytesPerSecond: 64 * 1024,
  parkedFor: hours(1),
  installTakes: { shortest: seconds(3), longest: seconds(10) },
  restartTakes: { shortest: seconds(2), longest: seconds(6) },
};

export const drive = (server: string, cars: readonly FiledCar[]): Fleet => {
  const vehicles = cars.map(({ controllerId, token }) => {
    return { controllerId, token, hardwareId: HARDWARE, softwareVersion: RUNS_BEFORE };
  });
  const fleet = simulateFleet({
    ...{ server, tenant: 'DEFAULT', vehicles, behaviour: CALM, seed: 'main job' },
    pace: { timeScale: 30, firstPollsWithin: seconds(30), sockets: 8, downloads: 8 },
  });
  fleet.start();
  return fleet;
};
