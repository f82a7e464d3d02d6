import { ReadPool } from '@tidings/postgres';
import { Records } from '@tidings/records';
import { type Cohort, type Plan, thresholdOf } from '@tidings/rollout-engine';
import { type Actor, Clock, dateOf, type RolloutId } from '@tidings/vocabulary';
import { cohortCount } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { requireOtherPerson } from '../people/require-other-person.js';
import { requireState } from './require-state.js';

/** A second person says yes to the plan, the cohort and how many vehicles each stage exposes; that binds the caps. */
@Injectable()
export class ApproveRollout {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  /** Errors: 'author-is-approver', 'machine-may-not-approve', 'not-found', 'wrong-state', 'revision-conflict'. */
  async run(
    actor: Actor,
    rolloutId: RolloutId,
  ): Promise<{ readonly cohortCount: number; readonly stageCounts: readonly number[] }> {
    const seen = await this.records.write((tx) => tx.rollouts.lock(rolloutId));
    requireState(seen, ['draft'], 'approve');
    requireOtherPerson(actor, seen.author);
    const thresholds = (seen.plan as Plan).stages.map(({ share }) => thresholdOf(share));
    // A cohort scan, outside the transaction: the revision that was read guards what is written.
    const count = await cohortCount(this.pool, rolloutId, seen.cohort as Cohort, thresholds);
    await this.records.write(async (tx) => {
      await tx.rollouts.apply(
        rolloutId,
        {
          kind: 'approve',
          by: actor.person,
          evidence: count,
          reasons: [],
          set: {
            state: 'approved',
            stateAt: dateOf(this.clock.now()),
            stateBy: actor.person,
            approvedBy: actor.person,
            cohortCount: count.inAll,
            stageCounts: [...count.below],
          },
        },
        { ifRevision: seen.revision },
      );
      await tx.journal.append({ actor, act: 'rollout-approved', subject: rolloutId, facts: { ...count } });
    });
    return { cohortCount: count.inAll, stageCounts: count.below };
  }
}
