import type { VehicleId } from '@tidings/vocabulary';

/** The vehicles a rollout is meant for. Absent members do not limit; a list limits to the listed. */
export interface Cohort {
  readonly models?: readonly string[];
  readonly markets?: readonly string[];
  readonly vehicles?: readonly VehicleId[];
}
