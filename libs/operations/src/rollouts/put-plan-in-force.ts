import { PlanVersionRow, type RolloutRow, type Tx } from '@tidings/records';
import { capOf, gapSince, type OpenRamp, type Plan, type Unwatched } from '@tidings/rollout-engine';
import { type Actor, dateOf, type Instant, instantOf, type RolloutId } from '@tidings/vocabulary';
import { planVersionSeals } from './plan-version-seals.js';
import type { PreparedStages } from './prepare-stages.js';

interface ProposedPlan {
  readonly number: number;
  readonly plan: Plan;
  readonly why: string;
  readonly prepared: PreparedStages;
}

/**
 * The proposed version is the rollout's plan from now on. What was halted runs again: guardrails look at cars that start from now on,
 * with what alpha is left, and attempts that were ended stay ended (their epoch is not valid any more).
 */
export async function putPlanInForce(
  tx: Tx,
  actor: Actor,
  row: RolloutRow,
  { number, plan, why, prepared }: ProposedPlan,
  now: Instant,
): Promise<void> {
  const rolloutId = row.id as RolloutId;
  const at = dateOf(now);
  const decided = { decidedBy: actor.person, decidedAt: at };
  await tx.rows.update(PlanVersionRow, { rolloutId, state: 'in-force' }, { state: 'replaced' });
  await tx.rows.update(PlanVersionRow, { rolloutId, number }, { state: 'in-force', ...decided });
  await tx.rollouts.apply(
    rolloutId,
    {
      kind: 'plan',
      by: actor.person,
      evidence: { number, ...prepared },
      reasons: [{ code: 'person', wants: why, has: '' }],
      set: {
        plan: plan,
        planVersion: number,
        planVersionSince: at,
        cohortCount: prepared.cohortCount,
        stageCounts: [...prepared.stageCounts],
        stageThresholds: prepared.thresholds.map(String),
        ...(row.stageIndex !== null && { cap: capOf(prepared.stageCounts[row.stageIndex] ?? 0) }),
        doneAt: null,
        askedAt: null,
        evaluatedAt: at,
        // A person's act is no look: what nobody watched until now stays so.
        unwatched: unwatchedUntil(row, now),
        ...(row.state === 'halted' && goingOn(row, actor, number, now)),
      },
    },
    { ifRevision: row.revision },
  );
  await tx.journal.append({
    actor,
    act: 'rollout-plan-in-force',
    subject: rolloutId,
    facts: { number, why, was: row.state, ...prepared },
    seals: await planVersionSeals(tx, rolloutId),
  });
  tx.nudges.look('rollouts');
}

function unwatchedUntil({ evaluatedAt, unwatched }: RolloutRow, now: Instant): readonly Unwatched[] {
  const gap = evaluatedAt === null ? undefined : gapSince(instantOf(evaluatedAt), now);
  return gap ? [...unwatched, gap] : unwatched;
}

/** The open stage begins anew: its soak, its answers, the part of its ramp. Whoever was exposed stays exposed. */
const goingOn = (row: RolloutRow, actor: Actor, number: number, now: Instant): Partial<RolloutRow> => ({
  evidenceFrom: number,
  state: 'running',
  stateAt: dateOf(now),
  stateBy: actor.person,
  stateWhy: null,
  stageOpenedAt: dateOf(now),
  unwatched: [],
  ...(row.ramp !== null && { ramp: { ...(row.ramp as OpenRamp), steppedAt: now } }),
});
