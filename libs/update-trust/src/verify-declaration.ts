import { DomainError } from '@tidings/vocabulary';
import { compactVerify, importJWK } from 'jose';
import {
  DECLARATION_TYPE,
  declarationBytes,
  type PackageDeclaration,
  parseDeclaration,
} from './package-declaration.js';
import { parsePublisherKey, type PublicJwk, type PublisherKey } from './publisher-key.js';

/** A declaration is a few hundred bytes, 64 hardware ids at most 5,000; more is not read. */
const MAX_LENGTH = 16_384;

/**
 * Checks a publisher's signature with the key that is on file for it, and reads what was signed. The algorithm is the key's;
 * what the header says may only agree (RFC 8725, 3.1).
 * Errors: 'algorithm-not-allowed', 'other-key-signed', 'signature-not-valid', 'not-canonical'; 'bad-declaration' when it is not
 * such a JWS at all, and those of parseDeclaration; 'bad-public-key' when kid, alg and jwk on file do not belong together (an RSA
 * key has no alg but the registered one).
 */
export async function verifyDeclaration(
  jws: string,
  publicKey: { readonly kid: string; readonly jwk: PublicJwk; readonly alg?: string },
): Promise<PackageDeclaration> {
  const key = parsePublisherKey({ ...publicKey.jwk, alg: publicKey.alg });
  if (key.kid !== publicKey.kid)
    throw new DomainError('bad-public-key', { why: 'kid is not the thumbprint of the key' });
  checkHeader(headerOf(jws), key);
  const payload = await signedPayload(jws, key);
  const declaration = parseDeclaration(jsonOf(payload));
  // Whoever reads these bytes with another parser (a doubled member, another number form) must read the same.
  if (!declarationBytes(declaration).equals(payload)) throw new DomainError('not-canonical', { of: 'declaration' });
  return declaration;
}

/** What a declaration says of itself. Nothing is proven by it: for a first look, before anything is sent. Errors: as verifyDeclaration, of form only. */
export function claimedDeclaration(jws: string): { readonly kid: string; readonly declaration: PackageDeclaration } {
  const { kid } = headerOf(jws);
  return { kid: String(kid), declaration: parseDeclaration(jsonOf(Buffer.from(jws.split('.')[1]!, 'base64url'))) };
}

function headerOf(jws: string): Readonly<Record<string, unknown>> {
  if (jws.length > MAX_LENGTH) throw refused(`more than ${MAX_LENGTH} characters`);
  const parts = jws.split('.');
  if (parts.length !== 3) throw refused('not a compact JWS');
  // base64url has spare bits at its end; only one spelling counts, so that every changed character is a changed signature.
  if (parts.some((part) => Buffer.from(part, 'base64url').toString('base64url') !== part))
    throw refused('not base64url');
  const header = jsonOf(Buffer.from(parts[0]!, 'base64url'));
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw refused('its header is not an object');
  return header as Readonly<Record<string, unknown>>;
}

function checkHeader(header: Readonly<Record<string, unknown>>, key: PublisherKey): void {
  if (header['alg'] !== key.alg) throw new DomainError('algorithm-not-allowed', { alg: header['alg'], wants: key.alg });
  if (header['kid'] !== key.kid) throw new DomainError('other-key-signed', { kid: header['kid'], wants: key.kid });
  if (header['typ'] !== DECLARATION_TYPE) throw refused(`typ is not ${DECLARATION_TYPE}`);
  // crit, b64, jwk, jku, x5u: whatever wants to change how a signature is checked.
  if (Object.keys(header).length !== 3) throw refused('its header says more than alg, kid and typ');
}

async function signedPayload(jws: string, key: PublisherKey): Promise<Buffer> {
  try {
    const verified = await compactVerify(jws, await importJWK({ ...key.jwk }, key.alg), { algorithms: [key.alg] });
    return Buffer.from(verified.payload);
  } catch (cause) {
    throw new DomainError('signature-not-valid', { kid: key.kid }, { cause });
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new DomainError('bad-declaration', { field: 'declaration', why: 'not JSON in UTF-8' }, { cause });
  }
}

const refused = (why: string): DomainError => new DomainError('bad-declaration', { field: 'declaration', why });
