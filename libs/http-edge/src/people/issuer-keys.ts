import { DomainError } from '@tidings/vocabulary';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/**
 * The public keys of an OpenID Connect issuer, found through its discovery document (OpenID Connect Discovery 1.0, section 4).
 * Asked for when the first token comes, not at start: the local identity provider may start after this door. What was found is
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
    const answer = await fetch(`${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    });
    if (!answer.ok) throw this.away(`its discovery document answers ${answer.status}`);
    const { issuer, jwks_uri: keysAt } = (await answer.json()) as Readonly<Record<string, unknown>>;
    // Section 4.3: a document that speaks for another issuer must not be used.
    if (issuer !== this.issuer) throw this.away(`its discovery document speaks for ${String(issuer)}`);
    if (typeof keysAt !== 'string') throw this.away('its discovery document names no keys');
    return createRemoteJWKSet(new URL(keysAt), { timeoutDuration: PATIENCE_MS });
  }

  private away(because: string): DomainError {
    return new DomainError('identity-provider-away', { issuer: this.issuer, because });
  }
}

/** A person waits for this: longer, and the answer comes after they have given up. */
const PATIENCE_MS = 5_000;
