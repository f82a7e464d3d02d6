import type { Attempt, Report, VehicleFacts } from '@tidings/rollout-engine';
import type { Instant } from '@tidings/vocabulary';
import type { Behaviour, FleetVehicle } from './behaviour.js';

/** One try, and all that was said and done about it. */
export interface Trial {
  attempt: Attempt;
  /** Stage that was open when it was offered. */
  readonly stageIndex: number;
  /** The vehicle as the opening gates saw it. */
  readonly facts: VehicleFacts;
  reports: readonly Report[];
  /** We refused it bytes after its permission was gone. */
  isArtifactRefused: boolean;
  /** It was silent or stalled when the conductor looked; stays so, whatever comes later. */
  wasSilent: boolean;
  wasStalled: boolean;
}

/** A car in a simulation, as it is now. */
export class SimulatedCar {
  facts: VehicleFacts;
  readonly behaviour: Behaviour;
  readonly trials: Trial[] = [];
  /** When it was last heard, if it will never be heard again. */
  silentSince: Instant | undefined;
  /** Counts the polls that were planned: one that was planned anew is not the next one any more. */
  plannedPoll = 0;

  constructor({ facts, behaviour }: FleetVehicle) {
    this.facts = facts;
    this.behaviour = behaviour;
  }
}
