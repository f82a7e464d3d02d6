import type { ReadPool } from '@tidings/postgres';
import type { PublicJwk } from '@tidings/update-trust';
import { type Instant, instant, instantOf, type PublisherId } from '@tidings/vocabulary';
import { mapPage, type Page, type PageOf, pageOf } from '../page.js';

export interface Publisher {
  readonly publisherId: PublisherId;
  readonly name: string;
  readonly registeredBy: string;
  readonly registeredAt: Instant;
  readonly keys: readonly {
    readonly kid: string;
    readonly alg: string;
    readonly jwk: PublicJwk;
    readonly registeredAt: Instant;
    readonly revokedAt?: Instant;
  }[];
}

const COLUMNS = `t.id, t.name, t.registered_by AS "registeredBy", t.registered_at AS "registeredAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kid', k.kid, 'alg', k.alg, 'jwk', k.jwk, 'registeredAt', k.registered_at,
            'revokedAt', k.revoked_at) ORDER BY k.registered_at, k.kid), '[]')
     FROM publisher_key k WHERE k.publisher_id = t.id) AS keys`;

interface Row {
  readonly id: PublisherId;
  readonly name: string;
  readonly registeredBy: string;
  readonly registeredAt: Date;
  readonly keys: readonly {
    readonly kid: string;
    readonly alg: string;
    readonly jwk: PublicJwk;
    readonly registeredAt: string;
    readonly revokedAt: string | null;
  }[];
}

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
  keys: keys.map((key) => ({
    kid: key.kid,
    alg: key.alg,
    jwk: key.jwk,
    registeredAt: instant(Date.parse(key.registeredAt)),
    ...(key.revokedAt !== null && { revokedAt: instant(Date.parse(key.revokedAt)) }),
  })),
});
