import { Records, ReleaseRow } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, type ReleaseId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { requireOtherPerson } from '../people/require-other-person.js';

/** A second person says yes to the packages of a release. */
@Injectable()
export class ApproveRelease {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Errors: 'not-found', 'wrong-state', 'author-is-approver', 'machine-may-not-approve'. */
  async run(actor: Actor, releaseId: ReleaseId): Promise<void> {
    await this.records.write(async (tx) => {
      const release = await tx.rows.findOne(ReleaseRow, {
        where: { id: releaseId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!release) throw new DomainError('not-found', { what: 'release', id: releaseId });
      if (release.state !== 'draft')
        throw new DomainError('wrong-state', {
          what: 'release',
          name: `${release.name} ${release.version}`,
          verb: 'approve',
          is: release.state,
          mustBe: ['draft'],
        });
      requireOtherPerson(actor, release.createdBy);
      const approvedAt = dateOf(this.clock.now());
      await tx.rows.update(ReleaseRow, { id: releaseId }, { state: 'approved', approvedBy: actor.person, approvedAt });
      await tx.journal.append({
        actor,
        act: 'release-approved',
        subject: releaseId,
        facts: { name: release.name, version: release.version, packages: release.packageIds },
      });
      tx.nudges.look('rollouts');
    });
  }
}
