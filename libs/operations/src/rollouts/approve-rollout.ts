import { ReadPool } from '@tidings/postgres';
import { PlanVersionRow, Records } from '@tidings/records';
import type { Cohort, Plan } from '@tidings/rollout-engine';
import { type Actor, Clock, dateOf, type RolloutId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { requireOtherPerson } from '../people/require-other-person.js';
import { recordRegister } from '../register/record-register.js';
import { ScanTargets } from '../register/scan-targets.js';
import { planVersionSeals } from './plan-version-seals.js';
import { type PreparedStages, prepareStages } from './prepare-stages.js';
import { requireState } from './require-state.js';

/** A second person says yes to the plan, the cohort and how many vehicles each stage exposes; that binds thresholds and caps, and registers every target. */
@Injectable()
export class ApproveRollout {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
    private readonly scan: ScanTargets,
  ) {}

  /** Errors: 'author-is-approver', 'machine-may-not-approve', 'plan-not-workable', 'not-found', 'wrong-state', 'revision-conflict'. */
  async run(actor: Actor, rolloutId: RolloutId): Promise<PreparedStages> {
    const { seen, authors } = await this.records.write(async (tx) => ({
      seen: await tx.rollouts.lock(rolloutId),
      authors: (await tx.rows.findBy(PlanVersionRow, { rolloutId })).map(({ author }) => author),
    }));
    requireState(seen, ['draft'], 'approve');
    // Nothing of it has run yet: whoever wrote any version of its plan is an author.
    requireOtherPerson(actor, seen.author, ...authors);
    // Outside the transaction: the revision that was read guards what is written.
    const prepared = await prepareStages(this.pool, rolloutId, seen.cohort as Cohort, seen.plan as Plan);
    const targets = await this.scan.run(rolloutId);
    const now = dateOf(this.clock.now());
    await this.records.write(async (tx) => {
      await tx.rollouts.apply(
        rolloutId,
        {
          kind: 'approve',
          by: actor.person,
          evidence: prepared,
          reasons: [],
          set: {
            state: 'approved',
            stateAt: now,
            stateBy: actor.person,
            approvedBy: actor.person,
            planVersionSince: now,
            cohortCount: prepared.cohortCount,
            stageCounts: [...prepared.stageCounts],
            stageThresholds: prepared.thresholds.map(String),
          },
        },
        { ifRevision: seen.revision },
      );
      await tx.rows.update(PlanVersionRow, { rolloutId, state: 'in-force' }, { state: 'replaced' });
      await tx.rows.update(
        PlanVersionRow,
        { rolloutId, state: 'proposed' },
        { state: 'in-force', decidedBy: actor.person, decidedAt: now },
      );
      await recordRegister(tx, actor, rolloutId, targets);
      const seals = await planVersionSeals(tx, rolloutId);
      await tx.journal.append({ actor, act: 'rollout-approved', subject: rolloutId, facts: { ...prepared }, seals });
    });
    return prepared;
  }
}
