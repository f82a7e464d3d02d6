import { basisPoints, shareText } from '@tidings/vocabulary';
import type { StageEvidence, StartSegment } from './evidence.js';
import { logFailureEvidence } from './failure-evidence.js';
import { restartedEvidence } from './restarted-evidence.js';
import type { MovingRollout } from './rollout.js';
import type { StepReason } from './step.js';

/** Chance of a false halt that a rollout may spend in its life, and the half of it that belongs to the failure rate. */
const ALPHA = 0.01;
export const FAILURE_ALPHA = ALPHA / 2;

/** Logarithm of the evidence that chance alone ever reaches with probability FAILURE_ALPHA at most (Ville's inequality). */
const ENOUGH = -Math.log(FAILURE_ALPHA);

/** Cars started long ago that may still be without an outcome, or silent, when a stage opens the next: 2 %. */
const UNRESOLVED_LIMIT = basisPoints(200);

/** What ends the rollout for this version of its plan. */
export function haltReasons({ plan }: MovingRollout, evidence: StageEvidence): readonly StepReason[] {
  const reasons: StepReason[] = [];
  const { 'not-drivable': notDrivable } = evidence.failed;
  if (notDrivable >= 2)
    reasons.push({ code: 'not-drivable', wants: 'at most one vehicle that cannot drive', has: String(notDrivable) });
  const { log, strongest } = restartedEvidence(evidence.segments, plan.failureLimit / 10_000);
  if (log >= ENOUGH)
    reasons.push({
      code: 'failure-rate',
      wants: `at most ${shareText(plan.failureLimit)} of started vehicles fail`,
      has: failuresText(evidence.segments, strongest),
    });
  return reasons;
}

/** What keeps the stage as it is until a person or time changes it. */
export function holdReasons({ plan }: MovingRollout, evidence: StageEvidence): readonly StepReason[] {
  const reasons: StepReason[] = [];
  if (evidence.failed['not-drivable'] > 0)
    reasons.push({ code: 'not-drivable', wants: 'no vehicle that cannot drive', has: '1' });
  if (isAboveLimit(evidence.started, evidence.failed.download, plan.failureLimit))
    reasons.push({
      code: 'download-failures',
      wants: `at most ${shareText(plan.failureLimit)} of started vehicles fail to download`,
      has: `${evidence.failed.download} of ${evidence.started}`,
    });
  for (const code of ['unresolved', 'silent'] as const)
    if (evidence[code] * 10_000 > UNRESOLVED_LIMIT * evidence.startedLongAgo)
      reasons.push({
        code,
        wants: `at most ${shareText(UNRESOLVED_LIMIT)} ${code} of the vehicles started long ago`,
        has: `${evidence[code]} of ${evidence.startedLongAgo}`,
      });
  return reasons;
}

/** Where the last vehicles speak, a long good history before them is told apart. */
function failuresText(segments: readonly StartSegment[], { started, failed }: StartSegment): string {
  const startedInAll = segments.reduce((sum, segment) => sum + segment.started, 0);
  const failedInAll = segments.reduce((sum, segment) => sum + segment.failed, 0);
  return started === startedInAll
    ? `${failed} of ${started} failed`
    : `${failed} of the last ${started} failed, ${failedInAll} of ${startedInAll} in all`;
}

const isAboveLimit = (started: number, failed: number, limit: number): boolean =>
  logFailureEvidence(started, Math.min(failed, started), limit / 10_000) >= ENOUGH;
