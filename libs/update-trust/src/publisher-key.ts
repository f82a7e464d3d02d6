import { createPublicKey } from 'node:crypto';
import { canonicalBytes, DomainError, sha256Of } from '@tidings/vocabulary';

/** RFC 7518, 3.1 and RFC 8037. No 'none', nothing symmetric: who can check a signature must not be able to make one. */
export const DECLARATION_ALGORITHMS = ['EdDSA', 'ES256', 'RS256', 'PS256'] as const;
export type DeclarationAlgorithm = (typeof DECLARATION_ALGORITHMS)[number];

/** The public half of a publisher's key, reduced to the members that define it (RFC 7638, 3.2). */
export type PublicJwk =
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string };

export interface PublisherKey {
  /** RFC 7638 thumbprint with SHA-256, base64url: the key's only name. */
  readonly kid: string;
  /** Follows from the key, and for RSA from what was registered with it; never from what a signature says of itself. */
  readonly alg: DeclarationAlgorithm;
  readonly jwk: PublicJwk;
}

/** Private and secret members of every kind of JWK (RFC 7518, 6). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;

/** Bits: below, RFC 7518, 3.3 forbids; above, checking one signature takes longer than anybody gains from it. 3072 is what we recommend. */
const RSA_BITS = { least: 2048, most: 8192 } as const;

/**
 * Reads a publisher's public key: Ed25519, P-256, or RSA of 2048 bits or more with the one algorithm it is used for.
 * Errors: 'private-key-offered' when a private member is there (it must be considered lost), 'bad-public-key' (facts: why).
 */
export function parsePublisherKey(value: unknown): PublisherKey {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused('not a JSON Web Key');
  const given = value as Readonly<Record<string, unknown>>;
  if (PRIVATE_MEMBERS.some((member) => member in given)) throw new DomainError('private-key-offered');
  const jwk = publicJwkOf(given);
  const alg = algorithmOf(jwk, given['alg']);
  if (!agrees(given['use'], 'sig')) throw refused('use is not sig');
  return { kid: thumbprintOf(jwk), alg, jwk };
}

/** What of a JWK may be shown: every member but the private ones. */
export const publicMembersOf = (jwk: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(jwk).filter(([member]) => !(PRIVATE_MEMBERS as readonly string[]).includes(member)),
  );

function publicJwkOf(given: Readonly<Record<string, unknown>>): PublicJwk {
  const { kty, crv, x, y, n, e } = given;
  let jwk: PublicJwk;
  if (kty === 'OKP' && crv === 'Ed25519') jwk = { kty, crv, x: coordinateOf(x) };
  else if (kty === 'EC' && crv === 'P-256') jwk = { kty, crv, x: coordinateOf(x), y: coordinateOf(y) };
  else if (kty === 'RSA') jwk = { kty, n: modulusOf(n), e: exponentOf(e) };
  else throw refused('neither Ed25519 nor P-256 nor RSA');
  try {
    createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch (cause) {
    throw new DomainError('bad-public-key', { why: 'not a point on the curve' }, { cause });
  }
  return jwk;
}

/** One key, one algorithm (RFC 8725, 3.1). RSA signs in two ways with one kind of key, so its owner says which, once. */
function algorithmOf({ kty }: PublicJwk, given: unknown): DeclarationAlgorithm {
  if (kty === 'RSA') {
    if (given === 'RS256' || given === 'PS256') return given;
    throw refused('an RSA key needs its alg: PS256 or RS256');
  }
  const alg = kty === 'OKP' ? 'EdDSA' : 'ES256';
  if (!agrees(given, alg)) throw refused(`alg is not ${alg}`);
  return alg;
}

/** 32 bytes in the one base64url form they have: another spelling would be another thumbprint of the same key. */
function coordinateOf(value: unknown): string {
  if (bytesOf(value)?.length !== 32) throw refused('a coordinate is not 32 bytes in base64url');
  return value as string;
}

/** Without leading zeros (RFC 7518, 6.3.1.1), for the same reason; odd, as every product of two odd primes. */
function modulusOf(value: unknown): string {
  const bytes = bytesOf(value);
  const first = bytes?.at(0) ?? 0;
  if (!bytes || first === 0 || bytes.at(-1)! % 2 === 0) throw refused('the modulus is not a number in base64url');
  const bits = bytes.length * 8 - Math.clz32(first) + 24;
  if (bits < RSA_BITS.least || bits > RSA_BITS.most)
    throw refused(`an RSA key has ${RSA_BITS.least} to ${RSA_BITS.most} bits (better 3072), and this one has ${bits}`);
  return value as string;
}

/** 65537, what every tool makes; with 3, forgeries have been found again and again. */
function exponentOf(value: unknown): string {
  if (value !== 'AQAB') throw refused('the exponent of an RSA key must be 65537');
  return value;
}

function bytesOf(value: unknown): Buffer | undefined {
  if (typeof value !== 'string') return undefined;
  const bytes = Buffer.from(value, 'base64url');
  return bytes.toString('base64url') === value ? bytes : undefined;
}

const thumbprintOf = (jwk: PublicJwk): string =>
  Buffer.from(sha256Of(canonicalBytes(jwk)), 'hex').toString('base64url');
const agrees = (given: unknown, wanted: string): boolean => given === undefined || given === wanted;
const refused = (why: string): DomainError => new DomainError('bad-public-key', { why });
