import { type Attempt, attemptStateOf, type ChosenEnd, chosenEndOf } from '@tidings/rollout-engine';
import {
  instant,
  type AttemptId,
  type Instant,
  type ReleaseId,
  type RolloutId,
  type VehicleId,
} from '@tidings/vocabulary';

/** A row of `attempt` as to_jsonb gives it. */
export interface AttemptJson {
  readonly id: string;
  readonly vehicle_id: string;
  readonly rollout_id: string;
  readonly release_id: string;
  readonly wire_number: number;
  readonly epoch: number;
  readonly hardware_id: string;
  readonly state: string;
  readonly is_inferred: boolean;
  readonly failure: string | null;
  readonly cause: string | null;
  readonly offered_at: string;
  readonly fetched_at: string | null;
  readonly delivered_at: string | null;
  readonly cancel_told_at: string | null;
  readonly cancel_polls: number;
  readonly closed_at: string | null;
  readonly ends_as: ChosenEnd['kind'] | null;
  readonly ends_for: string | null;
}

/** Row to engine, once, at this border. */
export function attemptOf(json: AttemptJson): Attempt {
  return {
    attemptId: json.id as AttemptId,
    vehicleId: json.vehicle_id as VehicleId,
    rolloutId: json.rollout_id as RolloutId,
    releaseId: json.release_id as ReleaseId,
    wireNumber: json.wire_number,
    epoch: json.epoch,
    state: attemptStateOf({
      state: json.state,
      isInferred: json.is_inferred,
      failure: json.failure,
      cause: json.cause,
    }),
    offeredAt: at(json.offered_at),
    ...(json.fetched_at !== null && { fetchedAt: at(json.fetched_at) }),
    ...(json.delivered_at !== null && { deliveredAt: at(json.delivered_at) }),
    ...(json.cancel_told_at !== null && { cancelToldAt: at(json.cancel_told_at) }),
    cancelPolls: json.cancel_polls,
    ...(json.ends_as !== null && { endsAs: chosenEndOf(json.ends_as, json.ends_for) }),
    ...(json.closed_at !== null && { closedAt: at(json.closed_at) }),
    hardwareId: json.hardware_id,
  };
}

const at = (text: string): Instant => instant(Date.parse(text));
