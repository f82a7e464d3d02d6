import type { ReadPool } from '@tidings/postgres';
import type { PublicJwk } from '@tidings/update-trust';
import type { PublisherId } from '@tidings/vocabulary';

export interface RegisteredKey {
  readonly kid: string;
  readonly publisherId: PublisherId;
  readonly alg: string;
  readonly jwk: PublicJwk;
  readonly isRevoked: boolean;
}

/** The key of that thumbprint, revoked or not. */
export const publisherKey = (pool: ReadPool, kid: string): Promise<RegisteredKey | undefined> =>
  pool.one<RegisteredKey>(
    {
      name: 'publisher-key',
      text: `SELECT k.kid, k.publisher_id AS "publisherId", k.alg, k.jwk, k.revoked_at IS NOT NULL AS "isRevoked"
               FROM publisher_key k WHERE k.kid = $1`,
    },
    [kid],
  );
