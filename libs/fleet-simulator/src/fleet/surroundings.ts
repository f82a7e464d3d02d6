import type { Connection } from '../wire/connection.js';
import type { Deployment } from '../wire/deployment.js';
import type { Appointments } from './appointments.js';
import type { FleetBehaviour } from './behaviour.js';
import type { FleetObserver } from './fleet-event.js';

/** What all cars of a fleet share. */
export interface Surroundings {
  readonly connection: Connection;
  readonly appointments: Appointments;
  readonly behaviour: FleetBehaviour;
  readonly seed: string | number;
  /** Ends with the controller id's parent: `{server}/{tenant}/controller/v1/`. */
  readonly door: URL;
  readonly firstPollsWithin: number;
  readonly versionAfter: (deployment: Deployment) => string;
  readonly observe: FleetObserver;
  /** Runs a thread of a car's life beside the others; Fleet.stop() waits for it. */
  readonly live: (life: Promise<void>) => void;
}
