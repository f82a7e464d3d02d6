import { PublisherKeyRow, PublisherRow, Records, type Tx } from '@tidings/records';
import { type KeyTerms, parseHardwareIds, parsePublisherKey, type PublisherKey } from '@tidings/update-trust';
import {
  type Actor,
  Clock,
  dateOf,
  DomainError,
  IdSource,
  instantOf,
  isoOf,
  type PublisherId,
} from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { oneAtATime } from '../one-at-a-time.js';

interface AddedPublisher {
  readonly publisherId: PublisherId;
  /** RFC 7638 thumbprint of the key. */
  readonly kid: string;
  /** False: the publisher had this key already, and nothing was written. */
  readonly isNew: boolean;
}

/** What is said of a key when it is registered, and never changes afterwards. */
export interface NewKeyTerms extends KeyTerms {
  /** What people call the key; absent: as its publisher. */
  readonly keyName?: string;
  /** Who answers for it; absent: who registers it. */
  readonly owner?: string;
}

/** Registers who may sign packages. The same key again is harmless; another key for the same name is a further key. */
@Injectable()
export class AddPublisher {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /**
   * Errors: 'bad-public-key', 'private-key-offered', 'key-taken' (another publisher's), 'key-revoked' (never comes back), 'key-terms-differ',
   * 'bad-declaration' (hardware ids), 'bad-request' (a span that is none, or over).
   */
  async run(actor: Actor, name: string, publicJwk: unknown, terms: NewKeyTerms = {}): Promise<AddedPublisher> {
    const key = parsePublisherKey(publicJwk);
    this.check(terms);
    return await this.records.write(async (tx) => {
      await oneAtATime(tx, 'key', key.kid);
      const known = await tx.rows.findOneBy(PublisherKeyRow, { kid: key.kid });
      if (known) return await sameAgain(tx, known, name, key, terms);
      await oneAtATime(tx, 'publisher', name);
      const publisherId = await this.publisherCalled(tx, actor, name);
      await this.register(tx, actor, { publisherId, name, key, terms });
      return { publisherId, kid: key.kid, isNew: true };
    });
  }

  private check({ hardwareIds, notBefore, notAfter }: NewKeyTerms): void {
    if (hardwareIds !== undefined) parseHardwareIds(hardwareIds);
    if (notAfter === undefined) return;
    if (notAfter <= (notBefore ?? this.clock.now()))
      throw new DomainError('bad-request', {
        fields: [
          { field: 'notAfter', must: ['must lie ahead, and behind notBefore: a key that was never good helps nobody'] },
        ],
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

  private async register(
    tx: Tx,
    actor: Actor,
    of: { publisherId: PublisherId; name: string; key: PublisherKey; terms: NewKeyTerms },
  ): Promise<void> {
    const { publisherId, name } = of;
    const { kid, alg, jwk } = of.key;
    const { keyName = name, owner = actor.name, hardwareIds, notBefore, notAfter } = of.terms;
    await tx.rows.insert(PublisherKeyRow, {
      kid,
      publisherId,
      name: keyName,
      owner,
      alg,
      jwk: { ...jwk },
      hardwareIds: hardwareIds === undefined ? null : [...hardwareIds],
      notBefore: notBefore === undefined ? null : dateOf(notBefore),
      notAfter: notAfter === undefined ? null : dateOf(notAfter),
      registeredAt: dateOf(this.clock.now()),
    });
    await tx.journal.append({
      actor,
      act: 'publisher-key-registered',
      subject: publisherId,
      facts: { name, kid, alg, jwk, keyName, owner, ...termsText(of.terms) },
      seals: [['publisher key', kid]],
    });
  }
}

async function sameAgain(
  tx: Tx,
  row: PublisherKeyRow,
  name: string,
  key: PublisherKey,
  terms: NewKeyTerms,
): Promise<AddedPublisher> {
  const { kid } = key;
  const { id, name: publisher } = await tx.rows.findOneByOrFail(PublisherRow, { id: row.publisherId });
  if (publisher !== name) throw new DomainError('key-taken', { kid, publisher });
  if (row.revokedAt !== null) throw new DomainError('key-revoked', { kid });
  const differs = [
    ...(row.alg === key.alg ? [] : ['the algorithm']),
    ...(terms.keyName === undefined || terms.keyName === row.name ? [] : ['the name']),
    ...(terms.owner === undefined || terms.owner === row.owner ? [] : ['the owner']),
    ...(terms.hardwareIds === undefined || isSame(terms.hardwareIds, row.hardwareIds) ? [] : ['the hardware']),
    ...(terms.notBefore === undefined || terms.notBefore === instantIn(row.notBefore) ? [] : ['the beginning']),
    ...(terms.notAfter === undefined || terms.notAfter === instantIn(row.notAfter) ? [] : ['the end']),
  ];
  if (differs.length > 0) throw new DomainError('key-terms-differ', { kid, differs });
  return { publisherId: id as PublisherId, kid, isNew: false };
}

const isSame = (ids: readonly string[], known: readonly string[] | null): boolean =>
  ids.toSorted().join('\n') === known?.toSorted().join('\n');
const instantIn = (date: Date | null) => (date === null ? undefined : instantOf(date));

const termsText = ({ hardwareIds, notBefore, notAfter }: KeyTerms) => ({
  ...(hardwareIds !== undefined && { hardwareIds }),
  ...(notBefore !== undefined && { notBefore: isoOf(notBefore) }),
  ...(notAfter !== undefined && { notAfter: isoOf(notAfter) }),
});
