import type { ReadPool } from '@tidings/postgres';
import { ApiTokens, type ApiTokenOnRecord, instantOf, type Role, type Sha256 } from '@tidings/vocabulary';

interface Row {
  readonly issuedBy: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresAt: Date;
}

/** API tokens as they are on record; a revoked one is not found from the next request on. */
export class RecordedApiTokens extends ApiTokens {
  constructor(private readonly pool: ReadPool) {
    super();
  }

  override async find(digest: Sha256): Promise<ApiTokenOnRecord | undefined> {
    const row = await this.pool.one<Row>(
      {
        name: 'api-token',
        text: `SELECT issued_by AS "issuedBy", name, roles, expires_at AS "expiresAt"
                 FROM api_token WHERE digest = $1 AND revoked_at IS NULL`,
      },
      [digest],
    );
    return row && { ...row, expiresAt: instantOf(row.expiresAt) };
  }
}
