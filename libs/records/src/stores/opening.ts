import type { RegisterLine } from '@tidings/rollout-engine';
import type { Instant, RolloutId, VehicleId } from '@tidings/vocabulary';

/** What an attempt is opened with: the permission that was decided on, and the facts it was decided by. */
export interface Opening {
  readonly vehicleId: VehicleId;
  readonly rolloutId: RolloutId;
  readonly releaseId: string;
  readonly epoch: number;
  readonly revision: number;
  readonly stageIndex: number;
  readonly planVersion: number;
  readonly hardwareId: string;
  readonly paceLimit: number;
  /** Older evaluations are no ground for a new offer. */
  readonly evaluatedSince: Instant;
  /** What it downloads, in which full hour, and the plan's budget for one. */
  readonly download: { readonly bytes: number; readonly hour: Instant; readonly bytesPerHour: number | undefined };
  readonly facts: unknown;
  /** As the target register would list the vehicle now. */
  readonly line: RegisterLine;
}
