import type { VehicleId } from './ids.js';

/** Who a vehicle says it is, at the vehicles' door. */
export interface VehicleIdentity {
  readonly vehicleId: VehicleId;
  readonly controllerId: string;
}

/** Port: checks a target token. Filled by the decision snapshot from memory, with a keyed read on a miss. */
export abstract class VehicleCredentials {
  /** The vehicle, or undefined when unknown, retired, blocked or the token is wrong: the caller cannot tell which. */
  abstract check(controllerId: string, token: string): Promise<VehicleIdentity | undefined>;
}
