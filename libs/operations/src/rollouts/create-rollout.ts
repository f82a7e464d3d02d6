import { PlanVersionRow, Records, ReleaseRow, RolloutRow, RolloutTallyRow } from '@tidings/records';
import { checkPlan, type Cohort, compileCohort, type Plan } from '@tidings/rollout-engine';
import { type Actor, Clock, dateOf, DomainError, IdSource, type ReleaseId, type RolloutId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { keptCohort } from '../cohorts/kept-cohort.js';

export interface DraftRollout {
  readonly name: string;
  readonly releaseId: ReleaseId;
  readonly cohort: Cohort;
  readonly plan: Plan;
}

/** Writes down an intent; nothing moves before another person has approved it. */
@Injectable()
export class CreateRollout {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Errors: 'plan-not-workable', 'filter-not-valid', 'cohort-not-valid', 'not-found' (release), 'name-taken'. */
  async run(actor: Actor, draft: DraftRollout): Promise<RolloutId> {
    checkPlan(draft.plan, this.clock.now());
    compileCohort(draft.cohort);
    const id = this.ids.next('rol');
    const now = dateOf(this.clock.now());
    await this.records.write(async (tx) => {
      if (!(await tx.rows.existsBy(ReleaseRow, { id: draft.releaseId })))
        throw new DomainError('not-found', { what: 'release', id: draft.releaseId });
      if (await tx.rows.existsBy(RolloutRow, { name: draft.name }))
        throw new DomainError('name-taken', { what: 'rollout', name: draft.name });
      const cohort = await keptCohort(tx, draft.cohort, actor.person);
      await tx.rows.insert(RolloutRow, {
        id,
        name: draft.name,
        releaseId: draft.releaseId,
        cohort: cohort as never,
        plan: draft.plan as never,
        state: 'draft',
        stateAt: now,
        stateBy: actor.person,
        author: actor.person,
        createdAt: now,
      });
      await tx.rows.insert(PlanVersionRow, {
        rolloutId: id,
        number: 1,
        plan: draft.plan as never,
        changes: [],
        why: '',
        state: 'proposed',
        author: actor.person,
        proposedAt: now,
      });
      await tx.rows.insert(RolloutTallyRow, { rolloutId: id });
      await tx.journal.append({
        actor,
        act: 'rollout-created',
        subject: id,
        facts: { name: draft.name, releaseId: draft.releaseId, cohort, plan: draft.plan },
        seals: [['plan version', id, 1]],
      });
    });
    return id;
  }
}
