import type { StartSegment } from './evidence.js';
import { logFailureEvidence } from './failure-evidence.js';

export interface RestartedEvidence {
  /** Natural logarithm of E. */
  readonly log: number;
  /** Everything that started since the restart that says the most. */
  readonly strongest: StartSegment;
}

/**
 * Evidence that the true failure rate is above p0, which a long good history does not make deaf:
 *   E = sum over j of w_j E_j, w_j = 6 / (pi^2 j^2),
 * where E_j (logFailureEvidence) is 1 until the j-th restart and then sees only vehicles that started after it. Whether a restart comes
 * is known before the vehicle behind it has an outcome, so each E_j is a test supermartingale from 1, and so is their sum with weights
 * that add up to 1: it ever reaches 1/alpha with probability at most alpha, which is spent once, not once a restart (Ville 1939; an
 * e-process as a mixture over start times: Shin, Ramdas, Rinaldo, "E-detectors", 2022). Restarts to come count with the 1 they are worth.
 *
 * A restart costs its weight: behind the 80th, 6 failures in a row are needed where 3 are at the start.
 * Only starts and failures change E, and a start without a failure never raises it: who looks after each failure has looked always.
 *
 * Shapes: segments oldest first, whole 0 <= failed <= started; 0 < p0 < 1.
 */
export function restartedEvidence(segments: readonly StartSegment[], p0: number): RestartedEvidence {
  let since: StartSegment = { started: 0, failed: 0 };
  let strongest = since;
  let most = Number.NEGATIVE_INFINITY;
  let spent = 0;
  const logs: number[] = [];
  for (let j = segments.length; j >= 1; j--) {
    const { started, failed } = segments[j - 1]!;
    since = { started: since.started + started, failed: since.failed + failed };
    const weight = FIRST_WEIGHT / (j * j);
    spent += weight;
    const log = Math.log(weight) + logFailureEvidence(since.started, since.failed, p0);
    logs.push(log);
    if (log >= most) [most, strongest] = [log, since];
  }
  logs.push(Math.log1p(-spent));
  return { log: logOfSum(logs), strongest };
}

/** 1 / (1 + 1/4 + 1/9 + ...): the weights add up to 1. */
const FIRST_WEIGHT = 6 / Math.PI ** 2;

function logOfSum(logs: readonly number[]): number {
  const largest = Math.max(...logs);
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
}
