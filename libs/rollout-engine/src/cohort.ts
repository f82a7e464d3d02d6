import type { VehicleId } from '@tidings/vocabulary';

/** The vehicles a rollout is meant for. Absent members do not limit; a list limits to the listed; all of them must hold. */
export interface Cohort {
  readonly models?: readonly string[];
  readonly markets?: readonly string[];
  readonly vehicles?: readonly VehicleId[];
  /** RSQL, as it was written. parseFilter has accepted it. */
  readonly filter?: string;
}

/** A missing fact is never a match and never the opposite of one. */
export type Membership = 'in' | 'out' | 'cannot-tell';
