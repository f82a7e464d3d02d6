import { evaluated } from './evaluated.js';
import type { Gate, KeepingQuestion, OpeningQuestion } from './gate.js';
import { hardwareFits } from './hardware-fits.js';
import { hardwareNotContradicted } from './hardware-not-contradicted.js';
import { inCohort } from './in-cohort.js';
import { inRegister } from './in-register.js';
import { inStage } from './in-stage.js';
import { notAllStopped } from './not-all-stopped.js';
import { allowedDirection } from './allowed-direction.js';
import { downloadBudget } from './download-budget.js';
import { ecusFit } from './ecus-fit.js';
import { factsAgree } from './facts-agree.js';
import { factsFresh } from './facts-fresh.js';
import { notHeld } from './not-held.js';
import { ownerAgrees } from './owner-agrees.js';
import { ownerHasNotWithdrawn } from './owner-has-not-withdrawn.js';
import { notFailedBefore } from './not-failed-before.js';
import { notFrozen } from './not-frozen.js';
import { noteLive } from './note-live.js';
import { paceAllows } from './pace-allows.js';
import { permissionStands } from './permission-stands.js';
import { reachable } from './reachable.js';
import { releaseValid } from './release-valid.js';
import { rolloutRunning } from './rollout-running.js';
import { softwareKnown } from './software-known.js';
import { stageHasRoom } from './stage-has-room.js';
import { vehicleActive } from './vehicle-active.js';
import { windowOpen } from './window-open.js';

/** Asked once, when an attempt would be written. The first that refuses is the reason a person is told. */
export const OPENING_GATES: readonly Gate<OpeningQuestion>[] = [
  notAllStopped,
  rolloutRunning,
  evaluated,
  hardwareFits,
  factsFresh,
  factsAgree,
  inCohort,
  inStage,
  stageHasRoom,
  paceAllows,
  // Before the two that compare it: "software unknown" is the reason, not "unknown is not older".
  softwareKnown,
  allowedDirection,
  reachable,
  ecusFit,
  // Behind those whose verdict it repeats: the fact is the reason, not the list.
  inRegister,
  notHeld,
  releaseValid,
  noteLive,
  notFailedBefore,
  notFrozen,
  ownerAgrees,
  windowOpen,
  downloadBudget,
  vehicleActive,
];

/**
 * Asked always, for an open attempt. Cohort, stage, version, path, pace, budget, priority and window are not among them: a car's own progress cannot throw
 * it out half-updated.
 */
export const KEEPING_GATES: readonly Gate<KeepingQuestion>[] = [
  notAllStopped,
  permissionStands,
  releaseValid,
  noteLive,
  hardwareNotContradicted,
  notHeld,
  ownerHasNotWithdrawn,
  vehicleActive,
];
