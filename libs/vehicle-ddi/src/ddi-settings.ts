import type { Duration } from '@tidings/vocabulary';

/** What an installation chooses at the vehicles' door. */
export interface DdiSettings {
  /** First part of every address; vehicles in the field have it in their configuration. hawkBit's default is 'DEFAULT'. */
  readonly tenant: string;
  /** How long a vehicle that has nothing to do waits before it asks again: 1 s to 23:59:59. */
  readonly pollEvery: Duration;
}
