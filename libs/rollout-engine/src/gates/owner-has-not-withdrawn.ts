import { isoOf } from '@tidings/vocabulary';
import type { ChosenEnd } from '../attempts/attempt.js';
import { gate, type KeepingQuestion } from './gate.js';

/** Has the owner not taken the yes back since the offer? A window that has passed takes nothing back. */
export const ownerHasNotWithdrawn = gate<KeepingQuestion>('owner-has-not-withdrawn', (question) => {
  const end = ownersEnd(question);
  const wants = 'an owner who has not said no since the offer';
  if (end === undefined) return { passes: true, wants, has: 'nothing taken back' };
  return end.kind === 'declined'
    ? { passes: false, wants, has: 'declined', reason: 'owner-declined' }
    : { passes: false, wants, has: `not before ${isoOf(end.until)}`, reason: 'owner-deferred' };
});

/** How the owner has ended an attempt after it was offered; only where the rollout asks. */
export function ownersEnd({
  rollout,
  vehicle,
  attempt,
}: KeepingQuestion): Exclude<ChosenEnd, { kind: 'superseded' }> | undefined {
  if (rollout.facts.plan.consent !== 'asks') return undefined;
  const decision = vehicle.decisions?.find(({ releaseId }) => releaseId === attempt.releaseId);
  if (decision === undefined || decision.at <= attempt.offeredAt) return undefined;
  if (decision.kind === 'declined') return { kind: 'declined' };
  return decision.kind === 'deferred' ? { kind: 'deferred', until: decision.until } : undefined;
}
