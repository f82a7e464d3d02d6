import { type CompiledRollout, type CompiledSnapshot, classRank } from './snapshot.js';

/** A rollout with the class it has. */
export interface Claim {
  readonly rollout: CompiledRollout;
  /** 0 is the strongest: recall, safety, security, other. */
  readonly rank: number;
}

/** The rollouts in the order in which they may offer. */
export const claimsOf = (snapshot: CompiledSnapshot): readonly Claim[] =>
  snapshot.inOrder.map((rollout) => ({ rollout, rank: classRank(rollout.facts.plan.purpose) }));
