import type { Attempt, AttemptState, FailureClass } from '@tidings/rollout-engine';
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
    state: stateOf(row),
    offeredAt: instantOf(row.offeredAt),
    ...(row.fetchedAt && { fetchedAt: instantOf(row.fetchedAt) }),
    ...(row.deliveredAt && { deliveredAt: instantOf(row.deliveredAt) }),
    ...(row.cancelToldAt && { cancelToldAt: instantOf(row.cancelToldAt) }),
    cancelPolls: row.cancelPolls,
    ...(row.closedAt && { closedAt: instantOf(row.closedAt) }),
    hardwareId: row.hardwareId,
  };
}

function stateOf(row: AttemptRow): AttemptState {
  switch (row.state) {
    case 'installed':
      return { kind: 'installed', isInferred: row.isInferred };
    case 'failed':
      return { kind: 'failed', failure: row.failure as FailureClass, cause: row.cause ?? '' };
    case 'contradicted':
      return { kind: 'contradicted', cause: row.cause ?? '' };
    case 'withdrawn':
      return { kind: 'withdrawn', why: row.cause as 'never-begun' | 'cancel-unanswered' };
    default:
      return { kind: row.state as 'offered' | 'downloading' | 'downloaded' | 'installing' | 'cancelled' };
  }
}

/** The columns of a state, for an update. */
export function stateColumns(state: AttemptState): Pick<AttemptRow, 'state' | 'isInferred' | 'failure' | 'cause'> {
  return {
    state: state.kind,
    isInferred: state.kind === 'installed' && state.isInferred,
    failure: state.kind === 'failed' ? state.failure : null,
    cause: 'cause' in state ? state.cause : state.kind === 'withdrawn' ? state.why : null,
  };
}
