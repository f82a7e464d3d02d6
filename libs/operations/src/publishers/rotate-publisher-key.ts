import { PublisherKeyRow, PublisherRow, Records } from '@tidings/records';
import {
  type Actor,
  after,
  Clock,
  dateOf,
  DomainError,
  type Duration,
  instantOf,
  type PublisherId,
} from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { AddPublisher } from './add-publisher.js';

/**
 * A publisher's key follows another: the new one with the terms of the old, which ends after an overlap. What the old one signed, and came in
 * before that, stays good.
 */
@Injectable()
export class RotatePublisherKey {
  constructor(
    private readonly records: Records,
    private readonly addPublisher: AddPublisher,
    private readonly clock: Clock,
  ) {}

  /** Errors: those of AddPublisher; 'not-found' (the old key); 'key-revoked' when that is: there is nothing to overlap with. */
  async run(
    actor: Actor,
    oldKid: string,
    { jwk, keyName, overlap }: { readonly jwk: unknown; readonly keyName?: string; readonly overlap: Duration },
  ): Promise<PublisherId> {
    const old = await this.records.write(async (tx) => {
      const key = await tx.rows.findOneBy(PublisherKeyRow, { kid: oldKid });
      if (!key) throw new DomainError('not-found', { what: 'publisher key', id: oldKid });
      if (key.revokedAt !== null) throw new DomainError('key-revoked', { kid: oldKid });
      const { name } = await tx.rows.findOneByOrFail(PublisherRow, { id: key.publisherId });
      return { key, publisher: name };
    });
    const terms = {
      keyName: keyName ?? old.key.name,
      owner: old.key.owner,
      ...(old.key.hardwareIds && { hardwareIds: old.key.hardwareIds }),
    };
    const { publisherId, kid } = await this.addPublisher.run(actor, old.publisher, jwk, terms);
    if (kid === oldKid)
      throw new DomainError('bad-request', {
        fields: [{ field: 'jwk', must: ['must be another key than the one it follows'] }],
      });
    await this.end(actor, oldKid, kid, overlap);
    return publisherId;
  }

  /** Never later than it ends anyway; done again, it is harmless. */
  private async end(actor: Actor, oldKid: string, by: string, overlap: Duration): Promise<void> {
    await this.records.write(async (tx) => {
      const key = await tx.rows.findOneOrFail(PublisherKeyRow, {
        where: { kid: oldKid },
        lock: { mode: 'pessimistic_write' },
      });
      const notAfter = dateOf(after(this.clock.now(), overlap));
      if (key.notAfter !== null && instantOf(key.notAfter) <= instantOf(notAfter)) return;
      await tx.rows.update(PublisherKeyRow, { kid: oldKid }, { notAfter });
      const facts = { kid: oldKid, followedBy: by, notAfter: notAfter.toISOString() };
      const subject = key.publisherId;
      await tx.journal.append({ actor, act: 'publisher-key-ends', subject, facts, seals: [['publisher key', oldKid]] });
    });
  }
}
