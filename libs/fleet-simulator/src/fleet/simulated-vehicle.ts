/** A car to simulate: what it needs to be let in, and what it says of itself. */
export interface SimulatedVehicle {
  readonly controllerId: string;
  /** Target token (DDI section 1). */
  readonly token: string;
  /** What it runs at the start. */
  readonly softwareVersion: string;
  readonly hardwareId: string;
  /** Sent with configData besides softwareVersion and hardwareId. */
  readonly attributes?: Readonly<Record<string, string>>;
}
