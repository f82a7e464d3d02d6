import type { Instant } from '@tidings/vocabulary';
import { earliest, walkGates } from './gate-walk.js';
import { OPENING_GATES } from '../gates/gate-order.js';
import type { CompiledSnapshot } from './snapshot.js';
import type { VehicleFacts } from './vehicle-facts.js';

export type QuietAnswer =
  /** No offer before `holdsUntil`, whatever the attempts; absent: not while the facts and the rollouts, counts and heartbeats aside, stay the same. */
  | { readonly kind: 'certainly-nothing'; readonly holdsUntil?: Instant }
  /** Memory cannot say no: read the attempts and decide. */
  | { readonly kind: 'ask' };

/** Without the gates that need attempts only refusals are certain: memory may say no and never yes. */
const GATES_FROM_FACTS = OPENING_GATES.filter(({ needs }) => needs === 'facts');

/**
 * Can this vehicle be kept quiet from memory alone? About opening only: for a vehicle without an open attempt. One that has one (memory
 * knows that much) is always asked, because to keep or to stop is never decided here.
 */
export function decideWithoutAttempt(snapshot: CompiledSnapshot, vehicle: VehicleFacts, now: Instant): QuietAnswer {
  const ends: (Instant | undefined)[] = [];
  for (const rollout of snapshot.running) {
    const walk = walkGates(GATES_FROM_FACTS, { rollout, vehicle, attempts: [], now });
    if (walk.firstRefusal === undefined) return { kind: 'ask' };
    ends.push(walk.refusesUntil);
  }
  const holdsUntil = earliest(ends);
  return { kind: 'certainly-nothing', ...(holdsUntil !== undefined && { holdsUntil }) };
}
