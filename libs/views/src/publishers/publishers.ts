import type { ReadPool } from '@tidings/postgres';
import type { KeyTerms, PublicJwk } from '@tidings/update-trust';
import { type Instant, instant, instantOf, type PublisherId } from '@tidings/vocabulary';
import { mapPage, type Page, type PageOf, pageOf } from '../page.js';

/** A key with all that was said of it. */
interface KeyOnFile extends KeyTerms {
  readonly kid: string;
  readonly name: string;
  readonly owner: string;
  readonly alg: string;
  readonly jwk: PublicJwk;
  readonly registeredAt: Instant;
  readonly revokedAt?: Instant;
  readonly revokedBy?: string;
  readonly revokedWhy?: string;
}

export interface Publisher {
  readonly publisherId: PublisherId;
  readonly name: string;
  readonly registeredBy: string;
  readonly registeredAt: Instant;
  readonly keys: readonly KeyOnFile[];
}

const COLUMNS = `t.id, t.name, t.registered_by AS "registeredBy", t.registered_at AS "registeredAt",
  (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('kid', k.kid, 'name', k.name, 'owner', k.owner, 'alg', k.alg,
            'jwk', k.jwk, 'hardwareIds', to_jsonb(k.hardware_ids), 'notBefore', k.not_before, 'notAfter', k.not_after,
            'registeredAt', k.registered_at, 'revokedAt', k.revoked_at, 'revokedBy', k.revoked_by, 'revokedWhy', k.revoked_why)) ORDER BY k.registered_at, k.kid), '[]')
     FROM publisher_key k WHERE k.publisher_id = t.id) AS keys`;

interface Row {
  readonly id: PublisherId;
  readonly name: string;
  readonly registeredBy: string;
  readonly registeredAt: Date;
  readonly keys: readonly KeyInRow[];
}

type Spans = 'notBefore' | 'notAfter' | 'registeredAt' | 'revokedAt';
type KeyInRow = Omit<KeyOnFile, Spans> & { readonly registeredAt: string } & Partial<Record<Spans, string>>;

/** Who may sign packages, with every key. */
export async function publishers(pool: ReadPool, page: PageOf): Promise<Page<Publisher>> {
  const list = { name: 'publishers', columns: COLUMNS, from: 'publisher t', table: 'publisher' };
  return mapPage(await pageOf<Row>(pool, { ...list, at: 'registered_at', id: 'id' }, page), publisherOf);
}

export async function onePublisher(pool: ReadPool, publisherId: PublisherId): Promise<Publisher | undefined> {
  const statement = { name: 'one-publisher', text: `SELECT ${COLUMNS} FROM publisher t WHERE t.id = $1` };
  const row = await pool.one<Row>(statement, [publisherId]);
  return row && publisherOf(row);
}

const publisherOf = ({ id, name, registeredBy, registeredAt, keys }: Row): Publisher => ({
  publisherId: id,
  name,
  registeredBy,
  registeredAt: instantOf(registeredAt),
  keys: keys.map(({ notBefore, notAfter, registeredAt: since, revokedAt, ...key }) => ({
    ...key,
    registeredAt: instantIn(since),
    ...(notBefore !== undefined && { notBefore: instantIn(notBefore) }),
    ...(notAfter !== undefined && { notAfter: instantIn(notAfter) }),
    ...(revokedAt !== undefined && { revokedAt: instantIn(revokedAt) }),
  })),
});

const instantIn = (text: string): Instant => instant(Date.parse(text));
