import { setTimeout as wait } from 'node:timers/promises';
import { basisPoints, milliseconds, seconds } from '@tidings/vocabulary';
import { type FleetBehaviour, type FleetPlan, type SimulatedVehicle, simulateFleet } from '../src/index.js';

export const aCar = (controllerId = 'car-1'): SimulatedVehicle => ({
  controllerId,
  token: `token-of-${controllerId}`,
  softwareVersion: '4.1',
  hardwareId: 'hu-2',
  attributes: { market: 'SE' },
});

/** Nothing goes wrong and everything is quick. */
const CALM: FleetBehaviour = {
  ...{ installFails: basisPoints(0), bricks: basisPoints(0), downloadCut: basisPoints(0) },
  ...{ slowDownload: basisPoints(0), parked: basisPoints(0) },
  failure: { code: 9002, text: 'did not start' },
  slowBytesPerSecond: 1000,
  parkedFor: seconds(3600),
  installTakes: { shortest: seconds(5), longest: seconds(10) },
  restartTakes: { shortest: seconds(2), longest: seconds(4) },
};

/** A simulated second passes in 2 ms. */
export const aFleet = (
  server: string,
  {
    behaviour,
    pace,
    ...plan
  }: Partial<Omit<FleetPlan, 'behaviour'>> & { readonly behaviour?: Partial<FleetBehaviour> } = {},
) =>
  simulateFleet({
    ...{ server, tenant: 'DEFAULT', vehicles: [aCar()], seed: 7 },
    behaviour: { ...CALM, ...behaviour },
    pace: { timeScale: 500, firstPollsWithin: milliseconds(0), ...pace },
    ...plan,
  });

/** Waits until it is so, about half a minute at most. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 5000) throw new Error(`never so: ${isSo.toString()}`);
    await wait(5);
  }
}
