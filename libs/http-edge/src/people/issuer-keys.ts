import { DomainError } from '@tidings/vocabulary';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { discoverIssuer, PATIENCE_MS } from './discover-issuer.js';

/**
 * The public keys of an OpenID Connect issuer, found through its discovery document. Asked for when the first token comes: the
 * local identity provider may start after this door, and one that is configured was checked at start. What was found is
 * kept; a failure is not, so the next token asks again. jose refreshes the keys when they are old or an unknown one is named.
 */
export class IssuerKeys {
  private found: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly issuer: string) {}

  /** Errors: 'identity-provider-away' { issuer }. */
  async forVerifying(): Promise<JWTVerifyGetKey> {
    this.found ??= this.discover();
    try {
      return await this.found;
    } catch (cause) {
      this.found = undefined;
      throw cause instanceof DomainError
        ? cause
        : new DomainError('identity-provider-away', { issuer: this.issuer }, { cause });
    }
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    const { keysAt } = await discoverIssuer(this.issuer);
    return createRemoteJWKSet(keysAt, { timeoutDuration: PATIENCE_MS });
  }
}
