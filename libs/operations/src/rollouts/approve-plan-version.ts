import { ReadPool } from '@tidings/postgres';
import { PlanVersionRow, Records } from '@tidings/records';
import { checkPlan, type Plan } from '@tidings/rollout-engine';
import { type Actor, Clock, DomainError, type RolloutId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { requireOtherPerson } from '../people/require-other-person.js';
import { prepareRevision } from './prepare-revision.js';
import { putPlanInForce } from './put-plan-in-force.js';
import { requireState } from './require-state.js';

/** Another person than its author puts a version of the plan in force: of a rollout that runs, is paused, or was halted by a breach. */
@Injectable()
export class ApprovePlanVersion {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  /**
   * Errors: 'not-found' (rollout, or no such version is proposed), 'wrong-state', 'author-is-approver', 'machine-may-not-approve',
   * 'plan-not-workable' when it does not fit any more, 'revision-conflict'.
   */
  async run(actor: Actor, rolloutId: RolloutId, number: number): Promise<void> {
    const now = this.clock.now();
    const { row, version } = await this.records.write(async (tx) => ({
      row: await tx.rollouts.lock(rolloutId),
      version: await tx.rows.findOneBy(PlanVersionRow, { rolloutId, number, state: 'proposed' }),
    }));
    requireState(row, ['running', 'paused', 'halted'], 'change the plan of');
    if (!version) throw new DomainError('not-found', { what: 'proposed plan version', id: `${rolloutId} ${number}` });
    requireOtherPerson(actor, version.author);
    const plan = version.plan as Plan;
    checkPlan(plan, now);
    // Scans, outside the transaction: the revision that was read guards what is written.
    const prepared = await prepareRevision(this.pool, row, plan);
    await this.records.write((tx) => putPlanInForce(tx, actor, row, { number, plan, why: version.why, prepared }, now));
  }
}
