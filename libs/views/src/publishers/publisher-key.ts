import type { ReadPool } from '@tidings/postgres';
import type { KeyInUse, PublicJwk } from '@tidings/update-trust';
import { instantOf, type PublisherId } from '@tidings/vocabulary';

export interface RegisteredKey extends KeyInUse {
  readonly publisherId: PublisherId;
  readonly alg: string;
  readonly jwk: PublicJwk;
}

interface Row extends Pick<RegisteredKey, 'kid' | 'publisherId' | 'alg' | 'jwk' | 'isRevoked'> {
  readonly hardwareIds: readonly string[] | null;
  readonly notBefore: Date | null;
  readonly notAfter: Date | null;
}

/** The key of that thumbprint, whatever has become of it. */
export async function publisherKey(pool: ReadPool, kid: string): Promise<RegisteredKey | undefined> {
  const row = await pool.one<Row>(
    {
      name: 'publisher-key',
      text: `SELECT k.kid, k.publisher_id AS "publisherId", k.alg, k.jwk, k.revoked_at IS NOT NULL AS "isRevoked",
                    k.hardware_ids AS "hardwareIds", k.not_before AS "notBefore", k.not_after AS "notAfter"
               FROM publisher_key k WHERE k.kid = $1`,
    },
    [kid],
  );
  if (!row) return undefined;
  const { hardwareIds, notBefore, notAfter, ...key } = row;
  return {
    ...key,
    ...(hardwareIds !== null && { hardwareIds }),
    ...(notBefore !== null && { notBefore: instantOf(notBefore) }),
    ...(notAfter !== null && { notAfter: instantOf(notAfter) }),
  };
}
