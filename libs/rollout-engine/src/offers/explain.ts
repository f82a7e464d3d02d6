import type { Instant, RolloutId } from '@tidings/vocabulary';
import type { Attempt } from '../attempts/attempt.js';
import { claimsOf } from './claims.js';
import type { Decision, GateAnswer } from './decision.js';
import { decideOffer } from './decide-offer.js';
import { expectedWindow, type ExpectedWindow } from './expected-window.js';
import { walkGates } from './gate-walk.js';
import { KEEPING_GATES, OPENING_GATES } from '../gates/gate-order.js';
import { openAttemptOf } from '../attempts/open-attempt.js';
import type { CompiledSnapshot } from './snapshot.js';
import type { VehicleFacts } from './vehicle-facts.js';

/** Why this vehicle does or does not get which rollout: the decision, and every gate of every rollout with the facts compared. */
export interface Explanation {
  readonly decision: Decision;
  readonly rollouts: readonly ExplainedRollout[];
}

export interface ExplainedRollout {
  readonly rolloutId: RolloutId;
  readonly name: string;
  /** 'keeping': the vehicle has an open attempt of this rollout. */
  readonly asked: 'opening' | 'keeping';
  readonly answers: readonly GateAnswer[];
  readonly passes: boolean;
  /** Of a rollout that would be offered; an open attempt is under way. */
  readonly expected: ExpectedWindow | { readonly kind: 'under-way' };
  /** The earlier attempts of this rollout, and the open one. */
  readonly attempts: readonly Attempt[];
}

/** The whole walk, in the order in which the rollouts may offer; does not stop at the first refusal. */
export function explain(
  snapshot: CompiledSnapshot,
  vehicle: VehicleFacts,
  attempts: readonly Attempt[],
  now: Instant,
): Explanation {
  const open = openAttemptOf(attempts);
  const rollouts = claimsOf(snapshot, { vehicle, attempts, now }).map(({ rollout }): ExplainedRollout => {
    const { rolloutId, name } = rollout.facts;
    const own = attempts.filter((attempt) => attempt.rolloutId === rolloutId);
    const isKeeping = open?.rolloutId === rolloutId;
    const { answers, firstRefusal } = isKeeping
      ? walkGates(KEEPING_GATES, { rollout, vehicle, attempt: open })
      : walkGates(OPENING_GATES, { rollout, vehicle, attempts: own, now });
    const passes = firstRefusal === undefined;
    const expected = isKeeping
      ? ({ kind: 'under-way' } as const)
      : expectedWindow(rollout.facts, vehicle, answers, now);
    return { rolloutId, name, expected, asked: isKeeping ? 'keeping' : 'opening', answers, passes, attempts: own };
  });
  return { decision: decideOffer(snapshot, vehicle, attempts, now), rollouts };
}
