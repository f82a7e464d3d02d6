import { ApiTokenRow, Records } from '@tidings/records';
import { type Actor, type ApiTokenId, Clock, dateOf, DomainError } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

/** Takes a pipeline's key back, from the next request on. Anybody's: stopping takes one person. */
@Injectable()
export class RevokeApiToken {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Revoking again is harmless. Errors: 'not-found'. */
  async run(actor: Actor, tokenId: ApiTokenId): Promise<void> {
    await this.records.write(async (tx) => {
      const token = await tx.rows.findOne(ApiTokenRow, { where: { id: tokenId }, lock: { mode: 'pessimistic_write' } });
      if (!token) throw new DomainError('not-found', { what: 'API token', id: tokenId });
      if (token.revokedAt !== null) return;
      await tx.rows.update(ApiTokenRow, { id: tokenId }, { revokedAt: dateOf(this.clock.now()) });
      await tx.journal.append({ actor, act: 'api-token-revoked', subject: tokenId, facts: { name: token.name } });
    });
  }
}
