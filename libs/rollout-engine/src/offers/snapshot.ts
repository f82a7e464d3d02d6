import type { RolloutId } from '@tidings/vocabulary';
import type { CohortExpression } from '../cohort/cohort-expression.js';
import { compileCohort } from '../cohort/compile-cohort.js';
import type { Purpose } from '../plan/plan.js';
import type { RolloutFacts } from './rollout.js';
import { type Stone, stonesOf } from '../versions/stepping-stones.js';

export interface CompiledRollout {
  readonly facts: RolloutFacts;
  readonly cohort: CohortExpression;
  /** What all running rollouts of the snapshot bring. */
  readonly stones: readonly Stone[];
}

/** All rollouts the engine has to consider, in the order in which they may offer. */
export interface CompiledSnapshot {
  readonly inOrder: readonly CompiledRollout[];
  readonly running: readonly CompiledRollout[];
  readonly byId: ReadonlyMap<RolloutId, CompiledRollout>;
}

/** Order: class first, then priority (higher first), then older first (rollouts.md, "Which offer"). */
export function compileSnapshot(rollouts: readonly RolloutFacts[]): CompiledSnapshot {
  return inThisOrder(rollouts.toSorted(byClaim).map((facts) => ({ facts, cohort: compileCohort(facts.cohort) })));
}

/** The same rollouts in the same order with fresher counts: `refresh` must leave class, priority, age and cohort alone. */
export function withFacts(
  snapshot: CompiledSnapshot,
  refresh: (facts: RolloutFacts) => RolloutFacts,
): CompiledSnapshot {
  return inThisOrder(snapshot.inOrder.map(({ facts, cohort }) => ({ facts: refresh(facts), cohort })));
}

function inThisOrder(rollouts: readonly Omit<CompiledRollout, 'stones'>[]): CompiledSnapshot {
  const stones = stonesOf(rollouts.map(({ facts }) => facts));
  const inOrder = rollouts.map((rollout) => ({ ...rollout, stones }));
  return {
    inOrder,
    running: inOrder.filter(({ facts }) => facts.state.kind === 'running'),
    byId: new Map(inOrder.map((compiled) => [compiled.facts.rolloutId, compiled])),
  };
}

/** Quality and feature are one class, "other": between them the explicit priority decides. */
const CLASS_RANK: Readonly<Record<Purpose, number>> = { recall: 0, safety: 1, security: 2, quality: 3, feature: 3 };

/** Class of a purpose, 0 the strongest: recall, safety, security, other. */
export const classRank = (purpose: Purpose): number => CLASS_RANK[purpose];

const byClaim = (a: RolloutFacts, b: RolloutFacts): number =>
  CLASS_RANK[a.plan.purpose] - CLASS_RANK[b.plan.purpose] ||
  b.plan.priority - a.plan.priority ||
  a.createdAt - b.createdAt ||
  (a.rolloutId < b.rolloutId ? -1 : 1);
