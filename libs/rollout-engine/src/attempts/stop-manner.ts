import type { Attempt } from './attempt.js';
import type { StopManner } from '../offers/decision.js';

/**
 * How an attempt without permission is ended: (a), (b) or (c) of rollouts.md "Stopping", by what the vehicle has. Begun is its first
 * report, not its first fetch: a swupdate that has fetched and not begun answers a cancel with `closed/success "Skipped Update."` on the
 * attempt, and drops a link that is gone without a word (docs/decisions/0003-cancel-only-what-has-begun.md).
 */
export function stopMannerOf({ state, deliveredAt, cancelToldAt }: Attempt): StopManner {
  // Never a cancel for a vehicle that has everything: its verdict would be lost behind the acknowledgement.
  if (deliveredAt !== undefined) return 'let-finish';
  const hasBegun = state.kind !== 'offered' || cancelToldAt !== undefined;
  return hasBegun ? 'cancel' : 'link-goes';
}
