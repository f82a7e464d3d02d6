import { PublisherKeyRow, PublisherRow, Records, type Tx } from '@tidings/records';
import { parsePublisherKey, type PublisherKey } from '@tidings/update-trust';
import { type Actor, Clock, dateOf, DomainError, IdSource, type PublisherId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { oneAtATime } from '../one-at-a-time.js';

interface AddedPublisher {
  readonly publisherId: PublisherId;
  /** RFC 7638 thumbprint of the key. */
  readonly kid: string;
  /** False: the publisher had this key already, and nothing was written. */
  readonly isNew: boolean;
}

/** Registers who may sign packages. The same key again is harmless; another key for the same name is a further key. */
@Injectable()
export class AddPublisher {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Errors: 'bad-public-key', 'private-key-offered', 'key-taken' (another publisher's), 'key-revoked' (never comes back). */
  async run(actor: Actor, name: string, publicJwk: unknown): Promise<AddedPublisher> {
    const key = parsePublisherKey(publicJwk);
    return await this.records.write(async (tx) => {
      await oneAtATime(tx, 'key', key.kid);
      const known = await tx.rows.findOneBy(PublisherKeyRow, { kid: key.kid });
      if (known) return await sameAgain(tx, known, name);
      await oneAtATime(tx, 'publisher', name);
      const publisherId = await this.publisherCalled(tx, actor, name);
      await this.register(tx, publisherId, key);
      await tx.journal.append({
        actor,
        act: 'publisher-key-registered',
        subject: publisherId,
        facts: { name, kid: key.kid, jwk: key.jwk },
      });
      return { publisherId, kid: key.kid, isNew: true };
    });
  }

  private async publisherCalled(tx: Tx, actor: Actor, name: string): Promise<PublisherId> {
    const known = await tx.rows.findOneBy(PublisherRow, { name });
    if (known) return known.id as PublisherId;
    const id = this.ids.next('pub');
    await tx.rows.insert(PublisherRow, {
      id,
      name,
      registeredBy: actor.person,
      registeredAt: dateOf(this.clock.now()),
    });
    return id;
  }

  private async register(tx: Tx, publisherId: PublisherId, { kid, alg, jwk }: PublisherKey): Promise<void> {
    const registeredAt = dateOf(this.clock.now());
    await tx.rows.insert(PublisherKeyRow, { kid, publisherId, alg, jwk: { ...jwk }, registeredAt });
  }
}

async function sameAgain(tx: Tx, key: PublisherKeyRow, name: string): Promise<AddedPublisher> {
  const { id, name: publisher } = await tx.rows.findOneByOrFail(PublisherRow, { id: key.publisherId });
  if (publisher !== name) throw new DomainError('key-taken', { kid: key.kid, publisher });
  if (key.revokedAt !== null) throw new DomainError('key-revoked', { kid: key.kid });
  return { publisherId: id as PublisherId, kid: key.kid, isNew: false };
}
