import type { Attempt } from './attempt.js';
import type { StopManner } from './decision.js';

/** How an attempt without permission is ended: (a), (b) or (c) of rollouts.md "Stopping", by what the vehicle has. */
export function stopMannerOf({ state, fetchedAt, deliveredAt, cancelToldAt }: Attempt): StopManner {
  // Never a cancel for a vehicle that has everything: its verdict would be lost behind the acknowledgement.
  if (deliveredAt !== undefined) return 'let-finish';
  // A vehicle that reported has seen the link, whatever our own note of the fetch says.
  const hasSeenNothing = fetchedAt === undefined && cancelToldAt === undefined && state.kind === 'offered';
  return hasSeenNothing ? 'link-goes' : 'cancel';
}
