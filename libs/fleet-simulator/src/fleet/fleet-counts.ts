import type { Ending, VehicleBelief } from '../car/belief.js';

/** The fleet in numbers: where the cars are now, and what has come to an end so far. */
export interface FleetCounts {
  readonly vehicles: number;
  /** Cars whose last poll was answered 200; was answered otherwise; was not answered. */
  readonly polling: number;
  readonly refused: number;
  readonly unreached: number;
  /** Attempts shown by a poll so far. */
  readonly offered: number;
  readonly parked: number;
  readonly downloading: number;
  readonly installing: number;
  readonly restarting: number;
  /** Cars with a verdict that is not acknowledged yet. */
  readonly reporting: number;
  /** Attempts that ended so, as the cars see it. */
  readonly installed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly gone: number;
  readonly bricked: number;
  readonly acknowledgedReports: number;
}

export function countFleet(cars: readonly VehicleBelief[]): FleetCounts {
  const sum = (of: (car: VehicleBelief) => number) => cars.reduce((total, car) => total + of(car), 0);
  const now = (phase: VehicleBelief['phase']) => sum((car) => Number(car.phase === phase));
  const ended = (outcome: Ending['outcome']) => sum((car) => car.ended.filter((one) => one.outcome === outcome).length);
  return {
    vehicles: cars.length,
    polling: sum(({ lastPoll }) => Number(lastPoll === 200)),
    refused: sum(({ lastPoll }) => Number(typeof lastPoll === 'number' && lastPoll !== 200)),
    unreached: sum(({ lastPoll }) => Number(lastPoll === 'unreached')),
    offered: sum(({ offered }) => offered.length),
    parked: now('parked'),
    downloading: now('downloading'),
    installing: now('installing'),
    restarting: now('restarting'),
    reporting: now('reporting'),
    installed: ended('installed'),
    failed: ended('failed'),
    cancelled: ended('cancelled'),
    gone: ended('gone'),
    bricked: ended('bricked'),
    acknowledgedReports: sum(({ acknowledged }) => acknowledged.length),
  };
}
