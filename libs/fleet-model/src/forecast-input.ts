import type { RolloutFacts, VehicleFacts } from '@tidings/rollout-engine';
import type { Instant } from '@tidings/vocabulary';
import type { FleetHabits } from './fleet-habits.js';

/** Cars that are alike in all that gates compare, with one of them. */
export interface AlikeCars {
  readonly facts: VehicleFacts;
  readonly vehicles: number;
}

/** What a rollout is simulated from before it starts. */
export interface ForecastInput {
  readonly rollout: RolloutFacts;
  /** When it would start. */
  readonly startsAt: Instant;
  readonly cohortCount: number;
  /** By stage: vehicles it exposes. */
  readonly stageCounts: readonly number[];
  readonly cars: readonly AlikeCars[];
  readonly habits: FleetHabits;
  /** When the habits were measured. */
  readonly measuredAt: Instant;
}
