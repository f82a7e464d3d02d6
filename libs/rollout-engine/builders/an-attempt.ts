import type { AttemptId, ReleaseId, RolloutId, VehicleId } from '@tidings/vocabulary';
import type { Attempt } from '../src/attempts/attempt.js';
import { NOON } from './a-rollout.js';

/** An attempt of aVehicle() for aRollout(), just offered. */
export const anAttempt = (attempt: Partial<Attempt> = {}): Attempt => ({
  attemptId: 'att_1' as AttemptId,
  vehicleId: 'veh_1' as VehicleId,
  rolloutId: 'rol_1' as RolloutId,
  releaseId: 'rel_1' as ReleaseId,
  wireNumber: 1,
  epoch: 1,
  state: { kind: 'offered' },
  offeredAt: NOON,
  cancelPolls: 0,
  hardwareId: 'vega-a',
  ...attempt,
});
