import { after, type Instant } from '@tidings/vocabulary';
import type { Attempt } from './attempt.js';
import type { Decision, Refusal } from './decision.js';
import { earliest, walkGates } from './gate-walk.js';
import { ASK_AGAIN_AFTER } from './gates/gate.js';
import { KEEPING_GATES, OPENING_GATES } from './gates/gate-order.js';
import { openAttemptOf } from './open-attempt.js';
import type { CompiledSnapshot } from './snapshot.js';
import { stopMannerOf } from './stop-manner.js';
import type { VehicleFacts } from './vehicle-facts.js';

/**
 * What this vehicle is told now. `attempts`: all of this vehicle for the rollouts of the snapshot, closed ones included.
 * An open attempt is kept or stopped, and nothing else is offered beside it: a higher class does not supersede a lower one yet.
 * `holdsUntil` of 'nothing': no offer before that instant while the vehicle's facts, its attempts and the rollouts (their counts and
 * heartbeats aside) stay the same; absent: only a change of those can bring one. Refusals by counts and heartbeats hold a few
 * seconds: an outcome in between could end one earlier, and a car that is asked again a moment later loses nothing.
 */
export function decideOffer(
  snapshot: CompiledSnapshot,
  vehicle: VehicleFacts,
  attempts: readonly Attempt[],
  now: Instant,
): Decision {
  const open = openAttemptOf(attempts);
  return open ? keepOrStop(snapshot, vehicle, open, now) : offerOrNothing(snapshot, vehicle, attempts, now);
}

function keepOrStop(snapshot: CompiledSnapshot, vehicle: VehicleFacts, attempt: Attempt, now: Instant): Decision {
  const rollout = snapshot.byId.get(attempt.rolloutId);
  if (rollout === undefined) return notKnownHere(attempt, now);
  const { firstRefusal } = walkGates(KEEPING_GATES, { rollout, vehicle, attempt });
  if (firstRefusal === undefined) return { kind: 'keep', attempt };
  return { kind: 'stop', attempt, manner: stopMannerOf(attempt), answer: firstRefusal };
}

/** A snapshot that lags behind must neither stop a vehicle nor begin anything: no link, asked again soon. */
function notKnownHere({ rolloutId }: Attempt, now: Instant): Decision {
  const until = after(now, ASK_AGAIN_AFTER);
  const answer = {
    gate: 'rollout-running',
    passes: false,
    wants: 'the rollout of the open attempt',
    has: 'not known here yet',
    until,
  } as const;
  return { kind: 'nothing', refusals: [{ rolloutId, answer }], holdsUntil: until };
}

function offerOrNothing(
  snapshot: CompiledSnapshot,
  vehicle: VehicleFacts,
  attempts: readonly Attempt[],
  now: Instant,
): Decision {
  const refusals: Refusal[] = [];
  const ends: (Instant | undefined)[] = [];
  for (const rollout of snapshot.inOrder) {
    const { rolloutId } = rollout.facts;
    const own = attempts.filter((attempt) => attempt.rolloutId === rolloutId);
    const walk = walkGates(OPENING_GATES, { rollout, vehicle, attempts: own, now });
    if (walk.firstRefusal === undefined) return { kind: 'offer', rollout: rollout.facts, refusals };
    refusals.push({ rolloutId, answer: walk.firstRefusal });
    ends.push(walk.refusesUntil);
  }
  const holdsUntil = earliest(ends);
  return { kind: 'nothing', refusals, ...(holdsUntil !== undefined && { holdsUntil }) };
}
