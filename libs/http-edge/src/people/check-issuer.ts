import { DomainError } from '@tidings/vocabulary';
import { discoverIssuer, discoveryOf, PATIENCE_MS } from './discover-issuer.js';

/** Further apart, and a token may be refused before it is valid, or taken after it has expired. */
const CLOCKS_APART_MS = 30_000;

/**
 * Asks an OpenID provider at start whether tokens of it could be verified at all: its discovery document, that it speaks for
 * this very issuer, its keys, and its clock. `nowMs`: milliseconds since 1970, by the clock that tokens are held against.
 * Errors: 'identity-provider-not-fit' { trouble }: one sentence for the person who set OIDC_ISSUER.
 */
export async function checkIssuer(issuer: string, nowMs: () => number): Promise<void> {
  try {
    const { keysAt } = await discoverIssuer(issuer);
    const answer = await fetch(keysAt, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) refuse(`OIDC_ISSUER: the keys of ${issuer} at ${keysAt.href} answer ${answer.status}`);
    const { keys } = (await answer.json()) as { readonly keys?: unknown };
    if (!Array.isArray(keys) || !keys.some(isForSigning))
      refuse(`OIDC_ISSUER: ${keysAt.href} has no RSA, EC or Ed25519 key to verify tokens with`);
    refuseClocksApart(issuer, answer.headers, nowMs());
  } catch (cause) {
    throw cause instanceof DomainError && cause.code === 'identity-provider-not-fit'
      ? cause
      : new DomainError('identity-provider-not-fit', { trouble: troubleFor(issuer, cause) }, { cause });
  }
}

const isForSigning = (key: unknown): boolean => {
  const { kty, use } = (key ?? {}) as Readonly<Record<'kty' | 'use', unknown>>;
  return (kty === 'RSA' || kty === 'EC' || kty === 'OKP') && use !== 'enc';
};

/** A cache may give out an old answer with its old date: then it says its age, and we know nothing of the provider's clock. */
function refuseClocksApart(issuer: string, headers: Headers, nowMs: number): void {
  const theirs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(theirs) || headers.has('age')) return;
  const apart = theirs - nowMs;
  if (Math.abs(apart) > CLOCKS_APART_MS)
    refuse(
      `The clock of ${issuer} is ${Math.round(Math.abs(apart) / 1000)} s ${apart > 0 ? 'ahead of' : 'behind'} the database's, and tokens would be refused: set both by NTP`,
    );
}

function troubleFor(issuer: string, cause: unknown): string {
  const because = cause instanceof DomainError ? cause.facts['because'] : undefined;
  if (typeof because === 'string')
    return because.includes('speaks for')
      ? `OIDC_ISSUER is ${issuer}, and ${because}: write the issuer exactly as the provider writes it, to the last slash`
      : `OIDC_ISSUER: ${issuer} cannot be used, ${because}: is it the address before /.well-known/openid-configuration`;
  return `OIDC_ISSUER: nothing answers at ${discoveryOf(issuer)} (${reasonOf(cause)}): is the provider up, and can this machine reach it`;
}

/** fetch says "fetch failed" and keeps what happened inside. */
function reasonOf(cause: unknown): string {
  const { cause: inner, name, message } = cause as Error & { readonly cause?: { code?: unknown; message?: string } };
  if (typeof inner?.code === 'string') return inner.code;
  return name === 'TimeoutError' ? `no answer within ${PATIENCE_MS / 1000} s` : (inner?.message ?? message);
}

function refuse(trouble: string): never {
  throw new DomainError('identity-provider-not-fit', { trouble });
}
