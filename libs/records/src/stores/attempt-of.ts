import { type Attempt, attemptStateOf, chosenEndOf } from '@tidings/rollout-engine';
import { type AttemptId, instantOf, type ReleaseId, type RolloutId, type VehicleId } from '@tidings/vocabulary';
import type { AttemptRow } from '../rows/attempt-row.js';

/** Row to engine, once, at this border. */
export function attemptOf(row: AttemptRow): Attempt {
  return {
    attemptId: row.id as AttemptId,
    vehicleId: row.vehicleId as VehicleId,
    rolloutId: row.rolloutId as RolloutId,
    releaseId: row.releaseId as ReleaseId,
    wireNumber: row.wireNumber,
    epoch: row.epoch,
    state: attemptStateOf(row),
    offeredAt: instantOf(row.offeredAt),
    ...(row.fetchedAt && { fetchedAt: instantOf(row.fetchedAt) }),
    ...(row.deliveredAt && { deliveredAt: instantOf(row.deliveredAt) }),
    ...(row.cancelToldAt && { cancelToldAt: instantOf(row.cancelToldAt) }),
    cancelPolls: row.cancelPolls,
    ...(row.endsAs && { endsAs: chosenEndOf(row.endsAs, row.endsFor) }),
    ...(row.closedAt && { closedAt: instantOf(row.closedAt) }),
    hardwareId: row.hardwareId,
  };
}
