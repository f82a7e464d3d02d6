import { createPublicKey } from 'node:crypto';
import { canonicalBytes, DomainError, sha256Of } from '@tidings/vocabulary';

export type DeclarationAlgorithm = 'EdDSA' | 'ES256';

/** The public half of a publisher's key, reduced to the members that define it (RFC 7638, 3.2). */
export type PublicJwk =
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };

export interface PublisherKey {
  /** RFC 7638 thumbprint with SHA-256, base64url: the key's only name. */
  readonly kid: string;
  /** Follows from the key, never from what a signature says of itself. */
  readonly alg: DeclarationAlgorithm;
  readonly jwk: PublicJwk;
}

/** Private and secret members of every kind of JWK (RFC 7518, 6). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * Reads a publisher's public key: Ed25519 or P-256, nothing else.
 * Errors: 'private-key-offered' when a private member is there (it must be considered lost), 'bad-public-key' (facts: why).
 */
export function parsePublisherKey(value: unknown): PublisherKey {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused('not a JSON Web Key');
  const given = value as Readonly<Record<string, unknown>>;
  if (PRIVATE_MEMBERS.some((member) => member in given)) throw new DomainError('private-key-offered');
  const jwk = publicJwkOf(given);
  const alg = jwk.kty === 'OKP' ? 'EdDSA' : 'ES256';
  if (!agrees(given['alg'], alg)) throw refused(`alg is not ${alg}`);
  if (!agrees(given['use'], 'sig')) throw refused('use is not sig');
  return { kid: thumbprintOf(jwk), alg, jwk };
}

function publicJwkOf(given: Readonly<Record<string, unknown>>): PublicJwk {
  const { kty, crv, x, y } = given;
  let jwk: PublicJwk;
  if (kty === 'OKP' && crv === 'Ed25519') jwk = { kty, crv, x: coordinateOf(x) };
  else if (kty === 'EC' && crv === 'P-256') jwk = { kty, crv, x: coordinateOf(x), y: coordinateOf(y) };
  else throw refused('neither Ed25519 nor P-256');
  try {
    createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch (cause) {
    throw new DomainError('bad-public-key', { why: 'not a point on the curve' }, { cause });
  }
  return jwk;
}

/** 32 bytes in the one base64url form they have: another spelling would be another thumbprint of the same key. */
function coordinateOf(value: unknown): string {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64url') : Buffer.alloc(0);
  if (bytes.length !== 32 || bytes.toString('base64url') !== value)
    throw refused('a coordinate is not 32 bytes in base64url');
  return value;
}

const thumbprintOf = (jwk: PublicJwk): string =>
  Buffer.from(sha256Of(canonicalBytes(jwk)), 'hex').toString('base64url');
const agrees = (given: unknown, wanted: string): boolean => given === undefined || given === wanted;
const refused = (why: string): DomainError => new DomainError('bad-public-key', { why });
