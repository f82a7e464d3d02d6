import { after, type Instant } from '@tidings/vocabulary';
import type { Attempt } from '../attempts/attempt.js';
import { claimsOf, walkOf } from './claims.js';
import type { Decision, Refusal } from './decision.js';
import { earliest, walkGates } from './gate-walk.js';
import { ASK_AGAIN_AFTER } from '../gates/gate.js';
import { KEEPING_GATES } from '../gates/gate-order.js';
import { ownersEnd } from '../gates/owner-has-not-withdrawn.js';
import { openAttemptOf } from '../attempts/open-attempt.js';
import type { CompiledSnapshot } from './snapshot.js';
import { stopMannerOf } from '../attempts/stop-manner.js';
import type { VehicleFacts } from './vehicle-facts.js';

/**
 * What this vehicle is told now. `attempts`: all of this vehicle for the rollouts of the snapshot, closed ones included.
 * An open attempt is kept, stopped, or superseded by a rollout of a higher class that lets this vehicle in; nothing is offered beside it.
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
  return open ? keepOrStop(snapshot, vehicle, attempts, open, now) : offerOrNothing(snapshot, vehicle, attempts, now);
}

function keepOrStop(
  snapshot: CompiledSnapshot,
  vehicle: VehicleFacts,
  attempts: readonly Attempt[],
  attempt: Attempt,
  now: Instant,
): Decision {
  const rollout = snapshot.byId.get(attempt.rolloutId);
  if (rollout === undefined) return notKnownHere(attempt, now);
  const { firstRefusal } = walkGates(KEEPING_GATES, { rollout, vehicle, attempt });
  if (firstRefusal === undefined) return keepOrGiveWay(snapshot, vehicle, attempts, attempt, now);
  const end = firstRefusal.gate === 'owner-has-not-withdrawn' ? ownersEnd({ rollout, vehicle, attempt }) : undefined;
  return { kind: 'stop', attempt, manner: stopMannerOf(attempt), answer: firstRefusal, ...(end && { end }) };
}

/**
 * Class first: a recall never waits for a feature. It is asked with all its opening gates, so that nothing is taken from a vehicle that
 * would then get nothing. A vehicle that has everything is past stopping: the recall waits for its verdict.
 */
function keepOrGiveWay(
  snapshot: CompiledSnapshot,
  vehicle: VehicleFacts,
  attempts: readonly Attempt[],
  attempt: Attempt,
  now: Instant,
): Decision {
  const manner = stopMannerOf(attempt);
  if (manner === 'let-finish') return { kind: 'keep', attempt };
  const claims = claimsOf(snapshot, { vehicle, attempts, now });
  const own = claims.find(({ rollout }) => rollout.facts.rolloutId === attempt.rolloutId);
  const higher = claims.filter(({ rank }) => own !== undefined && rank < own.rank);
  const by = higher.find(({ rollout }) => walkOf(rollout, { vehicle, attempts, now }).firstRefusal === undefined);
  return by ? { kind: 'supersede', attempt, manner, by: by.rollout.facts } : { kind: 'keep', attempt };
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
  for (const { rollout } of claimsOf(snapshot, { vehicle, attempts, now })) {
    const { rolloutId } = rollout.facts;
    const walk = walkOf(rollout, { vehicle, attempts, now });
    if (walk.firstRefusal === undefined) return { kind: 'offer', rollout: rollout.facts, refusals };
    refusals.push({ rolloutId, answer: walk.firstRefusal });
    ends.push(walk.refusesUntil);
  }
  const holdsUntil = earliest(ends);
  return { kind: 'nothing', refusals, ...(holdsUntil !== undefined && { holdsUntil }) };
}
