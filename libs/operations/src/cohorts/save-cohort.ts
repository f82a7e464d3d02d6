import { ReadPool } from '@tidings/postgres';
import { CohortRow, CohortVersionRow, Records, type Tx } from '@tidings/records';
import { type Cohort, compileCohort } from '@tidings/rollout-engine';
import { type Actor, Clock, type CohortId, contentHash, dateOf, IdSource } from '@tidings/vocabulary';
import { membershipCount, type MembershipCount } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { oneAtATime } from '../one-at-a-time.js';
import { keptCohort } from './kept-cohort.js';

export interface CohortToSave {
  readonly name: string;
  readonly cohort: Cohort;
  /** Why it was changed, for those who come after. */
  readonly note?: string;
}

export interface CohortSaved {
  readonly cohortId: CohortId;
  readonly version: number;
  /** False: the newest version says exactly this, and nothing was written. */
  readonly isNew: boolean;
}

/** Gives a cohort a name, or a name another version. What runs already goes on with the version it began with. */
@Injectable()
export class SaveCohort {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Errors: 'filter-not-valid', 'cohort-not-valid'. */
  async run(actor: Actor, draft: CohortToSave): Promise<CohortSaved> {
    compileCohort(draft.cohort);
    // A scan, outside the transaction: a count of this moment, which the version states and nothing is decided by.
    const count = await membershipCount(this.pool, draft.cohort);
    return await this.records.write((tx) => this.save(tx, actor, draft, count));
  }

  private async save(tx: Tx, actor: Actor, draft: CohortToSave, count: MembershipCount): Promise<CohortSaved> {
    const { name, note } = draft;
    await oneAtATime(tx, 'cohort', name);
    const cohort = await keptCohort(tx, draft.cohort, actor.person);
    const cohortId = await this.cohortCalled(tx, name, actor);
    const [newest] = await tx.rows.find(CohortVersionRow, { where: { cohortId }, order: { version: 'DESC' }, take: 1 });
    if (newest && contentHash(newest.cohort) === contentHash(cohort))
      return { cohortId, version: newest.version, isNew: false };
    const version = (newest?.version ?? 0) + 1;
    await tx.rows.insert(CohortVersionRow, {
      cohortId,
      version,
      cohort: cohort as never,
      note: note ?? null,
      author: actor.person,
      savedAt: dateOf(this.clock.now()),
      inCount: count.in,
      cannotTellCount: count.cannotTell,
    });
    await tx.journal.append({
      actor,
      act: 'cohort-saved',
      subject: cohortId,
      facts: { name, version, cohort, ...count, ...(note !== undefined && { note }) },
    });
    return { cohortId, version, isNew: true };
  }

  private async cohortCalled(tx: Tx, name: string, actor: Actor): Promise<CohortId> {
    const known = await tx.rows
      .createQueryBuilder(CohortRow, 'c')
      .where('c.name = :name AND c.deleted_at IS NULL', { name })
      .getOne();
    if (known) return known.id as CohortId;
    const id = this.ids.next('coh');
    await tx.rows.insert(CohortRow, { id, name, createdBy: actor.person, createdAt: dateOf(this.clock.now()) });
    return id;
  }
}
