import { ReadPool } from '@tidings/postgres';
import { PlanVersionRow, Records, type RolloutRow, type Tx } from '@tidings/records';
import { checkPlan, needsSecondPerson, type Plan, type PlanChange, planChanges } from '@tidings/rollout-engine';
import { type Actor, Clock, dateOf, DomainError, type RolloutId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { planVersionSeals } from './plan-version-seals.js';
import { putPlanInForce } from './put-plan-in-force.js';
import { prepareRevision } from './prepare-revision.js';
import type { PreparedStages } from './prepare-stages.js';
import { requireState } from './require-state.js';

export interface Revision {
  readonly number: number;
  readonly changes: readonly PlanChange[];
  /** False: another person has to approve it first. */
  readonly isInForce: boolean;
}

/**
 * Writes down another version of a rollout's plan. What only tightens a rollout that runs or is paused is in force at once: stopping
 * takes one person. Everything else waits for another person; until then the plan that was approved goes on.
 */
@Injectable()
export class RevisePlan {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  /** Errors: 'plan-not-workable', 'plan-not-changed', 'not-found', 'wrong-state', 'revision-conflict'. */
  async run(actor: Actor, rolloutId: RolloutId, plan: Plan, why: string): Promise<Revision> {
    const now = this.clock.now();
    const seen = await this.records.write((tx) => tx.rollouts.lock(rolloutId));
    requireState(seen, ['draft', 'approved', 'running', 'paused', 'halted'], 'revise');
    checkPlan(plan, now);
    const changes = planChanges(seen.plan as Plan, plan);
    // Of a rollout that was started, the same plan once more counts its cohort again, or goes on after a halt whose cause lay elsewhere.
    if (changes.length === 0 && seen.stageIndex === null)
      throw new DomainError('plan-not-changed', { name: seen.name });
    const isStarted = seen.stageIndex !== null;
    const isInForce =
      isStarted &&
      changes.length > 0 &&
      seen.state !== 'halted' &&
      actor.by === 'person' &&
      !needsSecondPerson(changes);
    // Also asked of what waits: a person shall not be asked to approve what cannot be put in force.
    const prepared = isStarted ? await prepareRevision(this.pool, seen, plan) : undefined;
    return await this.records.write(async (tx) => {
      const number = await nextNumber(tx, rolloutId);
      await tx.rows.update(PlanVersionRow, { rolloutId, state: 'proposed' }, { state: 'withdrawn' });
      await tx.rows.insert(PlanVersionRow, {
        rolloutId,
        number,
        plan: plan as never,
        changes: changes as never,
        why,
        state: 'proposed',
        author: actor.person,
        proposedAt: dateOf(now),
      });
      if (isInForce && prepared)
        await putPlanInForce(tx, actor, seen, { number, plan, why, prepared: noMore(prepared, seen) }, now);
      else await this.note(tx, actor, seen, { number, plan, why, changes });
      return { number, changes, isInForce };
    });
  }

  /** A plan that nobody started is the draft's own, and is approved anew. One that runs stays as it is. */
  private async note(
    tx: Tx,
    actor: Actor,
    seen: RolloutRow,
    { number, plan, why, changes }: { number: number; plan: Plan; why: string; changes: readonly PlanChange[] },
  ): Promise<void> {
    const rolloutId = seen.id as RolloutId;
    await tx.rollouts.apply(
      rolloutId,
      {
        kind: 'revise',
        by: actor.person,
        evidence: { number, plan, changes },
        reasons: [{ code: 'person', wants: why, has: '' }],
        set:
          seen.stageIndex === null
            ? {
                plan: plan,
                planVersion: number,
                state: 'draft',
                stateAt: dateOf(this.clock.now()),
                stateBy: actor.person,
                approvedBy: null,
                waitsFor: [] as never,
              }
            : {},
      },
      { ifRevision: seen.revision },
    );
    await tx.journal.append({
      actor,
      act: 'rollout-plan-proposed',
      subject: rolloutId,
      facts: { number, why, changes },
      seals: await planVersionSeals(tx, rolloutId),
    });
    tx.nudges.look('rollouts');
  }
}

/** One person may not let in cars that nobody counted: what has grown since stays out. */
const noMore = (prepared: PreparedStages, { cohortCount, stageCounts }: RolloutRow): PreparedStages => ({
  ...prepared,
  cohortCount,
  stageCounts: prepared.stageCounts.map((count, index) => Math.min(count, stageCounts[index] ?? count)),
});

async function nextNumber(tx: Tx, rolloutId: RolloutId): Promise<number> {
  return ((await tx.rows.maximum(PlanVersionRow, 'number', { rolloutId })) ?? 0) + 1;
}
