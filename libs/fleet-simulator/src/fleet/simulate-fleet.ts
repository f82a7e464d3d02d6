import { type Duration, type Log, seconds } from '@tidings/vocabulary';
import type { VehicleBelief } from '../car/belief.js';
import { Car } from '../car/car.js';
import { Connection } from '../wire/connection.js';
import type { Deployment } from '../wire/deployment.js';
import { Appointments, FleetStopped } from './appointments.js';
import type { FleetBehaviour } from './behaviour.js';
import { countFleet, type FleetCounts } from './fleet-counts.js';
import type { FleetObserver } from './fleet-event.js';
import type { SimulatedVehicle } from './simulated-vehicle.js';

interface FleetPace {
  /** 60: a simulated minute passes in a second. Every wait is scaled, the server's sleep and Retry-After included. */
  readonly timeScale: number;
  /** Simulated time over which the first polls are spread. */
  readonly firstPollsWithin: Duration;
  /** Sockets of the whole fleet for polls and reports, and for downloads. */
  readonly sockets: number;
  readonly downloads: number;
}

export interface FleetPlan {
  /** 'http://127.0.0.1:8080' */
  readonly server: string;
  readonly tenant: string;
  readonly vehicles: readonly SimulatedVehicle[];
  readonly behaviour: FleetBehaviour;
  /** The same seed gives each car the same fate. */
  readonly seed: string | number;
  readonly pace?: Partial<FleetPace>;
  readonly log?: Log;
  readonly observe?: FleetObserver;
  /** What a car runs after this deployment; by default the version of its first chunk. */
  readonly versionAfter?: (deployment: Deployment) => string;
}

export interface Fleet {
  start(): void;
  /** Ends every wait and request. Throws again what broke a car or was thrown by the observer. */
  stop(): Promise<void>;
  counts(): FleetCounts;
  /** What the car itself believes; undefined when it is not of this fleet. */
  vehicle(controllerId: string): VehicleBelief | undefined;
}

/** As few sockets as keep 5,000 cars at a 30 s sleep going beside the server on one machine. */
const DEFAULT_PACE: FleetPace = { timeScale: 1, firstPollsWithin: seconds(30), sockets: 16, downloads: 16 };

/** Cars as a car sees us: hawkBit DDI over HTTP, and nothing of ours besides. It does not start by itself. */
export function simulateFleet(plan: FleetPlan): Fleet {
  const { timeScale, firstPollsWithin, sockets, downloads } = { ...DEFAULT_PACE, ...plan.pace };
  const appointments = new Appointments(timeScale);
  const connection = new Connection({ talk: sockets, downloads });
  const lives = new Set<Promise<void>>();
  const broken: unknown[] = [];

  const live = (life: Promise<void>): void => {
    const lived = life
      .catch((cause: unknown) => {
        if (cause instanceof FleetStopped) return;
        broken.push(cause);
        plan.log?.error('a simulated vehicle broke down', { cause });
      })
      .finally(() => lives.delete(lived));
    lives.add(lived);
  };
  const { behaviour, seed, observe = () => undefined, versionAfter = firstChunkVersion } = plan;
  const door = new URL(`${plan.server.replace(/\/$/, '')}/${encodeURIComponent(plan.tenant)}/controller/v1/`);
  const around = { connection, appointments, behaviour, seed, door, firstPollsWithin, versionAfter, observe, live };
  const cars = new Map(plan.vehicles.map((vehicle) => [vehicle.controllerId, new Car(vehicle, around)]));

  return {
    start: () => {
      plan.log?.info('simulated vehicles drive', { vehicles: cars.size });
      for (const car of cars.values()) live(car.live());
    },
    stop: async () => {
      appointments.stop();
      connection.close();
      while (lives.size > 0) await Promise.all(lives);
      if (broken.length > 0) throw broken[0];
    },
    counts: () => countFleet([...cars.values()].map(({ belief }) => belief)),
    vehicle: (controllerId) => cars.get(controllerId)?.belief,
  };
}

function firstChunkVersion({ chunks }: Deployment): string {
  const first = chunks[0];
  if (!first) throw new TypeError('a deployment without chunks says no version');
  return first.version;
}
