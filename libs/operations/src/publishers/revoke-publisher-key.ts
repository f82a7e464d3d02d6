import { PublisherKeyRow, Records } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

/** Takes a key out of use for good: nothing it signed comes in any more, and releases with its packages stop being offered. */
@Injectable()
export class RevokePublisherKey {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Stopping takes one person; revoking again is harmless. Errors: 'not-found'. */
  async run(actor: Actor, kid: string, why: string): Promise<void> {
    await this.records.write(async (tx) => {
      const key = await tx.rows.findOne(PublisherKeyRow, { where: { kid }, lock: { mode: 'pessimistic_write' } });
      if (!key) throw new DomainError('not-found', { what: 'publisher key', id: kid });
      if (key.revokedAt !== null) return;
      await tx.rows.update(
        PublisherKeyRow,
        { kid },
        { revokedAt: dateOf(this.clock.now()), revokedBy: actor.person, revokedWhy: why },
      );
      await tx.journal.append({
        actor,
        act: 'publisher-key-revoked',
        subject: key.publisherId,
        facts: { kid, why },
        seals: [['publisher key', kid]],
      });
      tx.nudges.look('rollouts');
    });
  }
}
