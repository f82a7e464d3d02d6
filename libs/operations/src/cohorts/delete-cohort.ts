import { CohortRow, Records } from '@tidings/records';
import { type Actor, Clock, type CohortId, dateOf, DomainError } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

/** Takes a cohort from the list and frees its name. Its versions stay on record, and what runs on one goes on. */
@Injectable()
export class DeleteCohort {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Deleting again is harmless. Errors: 'not-found'. */
  async run(actor: Actor, cohortId: CohortId): Promise<void> {
    await this.records.write(async (tx) => {
      const row = await tx.rows.findOne(CohortRow, { where: { id: cohortId }, lock: { mode: 'pessimistic_write' } });
      if (!row) throw new DomainError('not-found', { what: 'cohort', id: cohortId });
      if (row.deletedAt !== null) return;
      await tx.rows.update(
        CohortRow,
        { id: cohortId },
        { deletedAt: dateOf(this.clock.now()), deletedBy: actor.person },
      );
      await tx.journal.append({ actor, act: 'cohort-deleted', subject: cohortId, facts: { name: row.name } });
    });
  }
}
