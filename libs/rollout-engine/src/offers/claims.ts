import { walkGates } from './gate-walk.js';
import { OPENING_GATES } from '../gates/gate-order.js';
import type { OpeningQuestion } from '../gates/gate.js';
import { type CompiledRollout, type CompiledSnapshot, classRank } from './snapshot.js';
import { pathTo } from '../versions/stepping-stones.js';

/** A rollout with the class it has for one vehicle. */
export interface Claim {
  readonly rollout: CompiledRollout;
  /** 0 is the strongest: recall, safety, security, other. */
  readonly rank: number;
}

/** Of whom and when it is asked; `attempts`: all of the vehicle. */
export type Asking = Omit<OpeningQuestion, 'rollout'>;

/**
 * The rollouts in the order in which they may offer to this vehicle. A step on the way to a release inherits the class of that release's
 * rollout, when the missing step is all that keeps the vehicle from it (rollouts.md, "Which offer").
 */
export function claimsOf(snapshot: CompiledSnapshot, asking: Asking): readonly Claim[] {
  const claims = snapshot.inOrder.map((rollout) => ({ rollout, rank: classRank(rollout.facts.plan.purpose) }));
  const inherited = new Map<string, number>();
  for (const { rollout, rank } of claims) {
    const step = missingStep(rollout, asking);
    if (step !== undefined) inherited.set(step, Math.min(rank, inherited.get(step) ?? rank));
  }
  if (inherited.size === 0) return claims;
  return claims
    .map(({ rollout, rank }) => ({ rollout, rank: Math.min(rank, inherited.get(rollout.facts.rolloutId) ?? rank) }))
    .toSorted((a, b) => a.rank - b.rank);
}

/** All opening gates of one rollout; of the attempts only its own. */
export const walkOf = (rollout: CompiledRollout, { vehicle, attempts, now }: Asking): ReturnType<typeof walkGates> => {
  const own = attempts.filter(({ rolloutId }) => rolloutId === rollout.facts.rolloutId);
  return walkGates(OPENING_GATES, { rollout, vehicle, attempts: own, now });
};

function missingStep(rollout: CompiledRollout, asking: Asking): string | undefined {
  const { software, hardwareId } = asking.vehicle;
  if (rollout.facts.release.minimumVersion === undefined || software.kind === 'unknown') return undefined;
  const step = pathTo(rollout.facts.release, { version: software.version, hardwareId }, rollout.stones)?.[0];
  if (step === undefined) return undefined;
  const refusals = walkOf(rollout, asking).answers.filter(({ passes }) => !passes);
  return refusals.every(({ gate }) => gate === 'reachable') ? step.rolloutId : undefined;
}
