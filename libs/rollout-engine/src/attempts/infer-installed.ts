import type { Attempt, AttemptState } from './attempt.js';
import { isOpen } from './open-attempt.js';
import { versionOrder } from '../versions/version-order.js';

/**
 * A vehicle that reports the version its open attempt brings has installed it, whatever became of the verdict: the new state, or
 * undefined when nothing follows. Only attempts delivered to the vehicle count as evidence; that is for whoever counts.
 */
export function inferInstalled(
  attempt: Pick<Attempt, 'state' | 'closedAt'>,
  targetVersion: string,
  reportedVersion: string,
): Extract<AttemptState, { kind: 'installed' }> | undefined {
  const runsTarget = versionOrder(reportedVersion, targetVersion) === 0;
  return isOpen(attempt) && runsTarget ? { kind: 'installed', isInferred: true } : undefined;
}
