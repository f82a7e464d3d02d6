import { Records, ReleaseRow } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, type Instant, isoOf, type ReleaseId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

/** Makes an approved release available: rollouts of it may start from then on. */
@Injectable()
export class PublishRelease {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /**
   * `from`: now, unless a later instant is given. `approvalReference`: of the type approval that was sought and is now granted. Publishing again
   * changes nothing. Errors: 'not-found', 'wrong-state', 'type-approval-missing'.
   */
  async run(
    actor: Actor,
    releaseId: ReleaseId,
    { from, approvalReference }: { readonly from?: Instant; readonly approvalReference?: string } = {},
  ): Promise<void> {
    await this.records.write(async (tx) => {
      const release = await tx.rows.findOne(ReleaseRow, {
        where: { id: releaseId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!release) throw new DomainError('not-found', { what: 'release', id: releaseId });
      if (release.state === 'available') return;
      const { name, version, state } = release;
      if (state !== 'approved')
        throw new DomainError('wrong-state', {
          ...{ what: 'release', name: `${name} ${version}`, verb: 'publish', is: state, mustBe: ['approved'] },
        });
      const typeApproval = granted(release, approvalReference);
      const now = this.clock.now();
      const availableFrom = from !== undefined && from > now ? from : now;
      await tx.rows.update(
        ReleaseRow,
        { id: releaseId },
        {
          state: 'available',
          typeApproval,
          availableFrom: dateOf(availableFrom),
          publishedBy: actor.person,
          publishedAt: dateOf(now),
        },
      );
      const facts = { name, version, availableFrom: isoOf(availableFrom), typeApproval };
      await tx.journal.append({ actor, act: 'release-published', subject: releaseId, facts });
      tx.nudges.look('rollouts');
    });
  }
}

/** Errors: 'type-approval-missing': what an approval was sought for does not go out without it. */
function granted(
  { name, version, typeApproval }: ReleaseRow,
  reference: string | undefined,
): ReleaseRow['typeApproval'] {
  if (typeApproval?.approval !== 'sought') return typeApproval;
  if (reference === undefined) throw new DomainError('type-approval-missing', { name, version });
  return { ...typeApproval, approval: 'granted', reference };
}
