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

  /** `from`: now, unless a later instant is given. Publishing again changes nothing. Errors: 'not-found', 'wrong-state'. */
  async run(actor: Actor, releaseId: ReleaseId, from?: Instant): Promise<void> {
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
      const now = this.clock.now();
      const availableFrom = from !== undefined && from > now ? from : now;
      await tx.rows.update(
        ReleaseRow,
        { id: releaseId },
        {
          state: 'available',
          availableFrom: dateOf(availableFrom),
          publishedBy: actor.person,
          publishedAt: dateOf(now),
        },
      );
      const facts = { name, version, availableFrom: isoOf(availableFrom) };
      await tx.journal.append({ actor, act: 'release-published', subject: releaseId, facts });
      tx.nudges.look('rollouts');
    });
  }
}
