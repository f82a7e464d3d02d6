import { DomainError } from '@tidings/vocabulary';

export interface DiscoveredIssuer {
  /** Where its public keys are (a JWK set). */
  readonly keysAt: URL;
}

/** A person waits for this: longer, and the answer comes after they have given up. */
export const PATIENCE_MS = 5_000;

/** An issuer's discovery document (OpenID Connect Discovery 1.0, section 4). Errors: 'identity-provider-away' { issuer, because }; fetch's own. */
export async function discoverIssuer(issuer: string): Promise<DiscoveredIssuer> {
  const away = (because: string): DomainError => new DomainError('identity-provider-away', { issuer, because });
  const answer = await fetch(discoveryOf(issuer), { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
  if (!answer.ok) throw away(`its discovery document answers ${answer.status}`);
  const { issuer: speaksFor, jwks_uri: keysAt } = await documentIn(answer, away);
  // Section 4.3: a document that speaks for another issuer must not be used.
  if (speaksFor !== issuer) throw away(`its discovery document speaks for ${String(speaksFor)}`);
  if (typeof keysAt !== 'string' || !URL.canParse(keysAt)) throw away('its discovery document names no keys');
  return { keysAt: new URL(keysAt) };
}

export const discoveryOf = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

async function documentIn(
  answer: Response,
  away: (because: string) => DomainError,
): Promise<Readonly<Record<string, unknown>>> {
  const document: unknown = await answer.json().catch(() => undefined);
  if (typeof document !== 'object' || document === null) throw away('its discovery document is no JSON object');
  return document as Readonly<Record<string, unknown>>;
}
