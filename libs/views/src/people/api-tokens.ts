import type { ReadPool } from '@tidings/postgres';
import { type ApiTokenId, type Instant, instantOf, type Role } from '@tidings/vocabulary';
import { mapPage, type Page, type PageOf, pageOf } from '../page.js';

/** A pipeline's token as people see it: everything but its text, which nobody has. */
export interface IssuedApiToken {
  readonly tokenId: ApiTokenId;
  readonly name: string;
  readonly issuedBy: string;
  readonly issuerName: string;
  readonly roles: readonly Role[];
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
}

interface Row {
  readonly tokenId: ApiTokenId;
  readonly name: string;
  readonly issuedBy: string;
  readonly issuerName: string;
  readonly roles: readonly Role[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const COLUMNS = `t.id AS "tokenId", t.name, t.issued_by AS "issuedBy", t.issuer_name AS "issuerName", t.roles,
  t.issued_at AS "issuedAt", t.expires_at AS "expiresAt", t.revoked_at AS "revokedAt"`;

export async function apiTokens(pool: ReadPool, page: PageOf): Promise<Page<IssuedApiToken>> {
  const list = { name: 'api-tokens', columns: COLUMNS, from: 'api_token t', table: 'api_token' };
  return mapPage(await pageOf<Row>(pool, { ...list, at: 'issued_at', id: 'id' }, page), tokenOf);
}

const tokenOf = ({ revokedAt, ...row }: Row): IssuedApiToken => ({
  ...row,
  issuedAt: instantOf(row.issuedAt),
  expiresAt: instantOf(row.expiresAt),
  ...(revokedAt !== null && { revokedAt: instantOf(revokedAt) }),
});
