import { DomainError } from '@tidings/vocabulary';
import {
  DECLARATION_TYPE,
  declarationBytes,
  type PackageDeclaration,
  parseDeclaration,
} from './package-declaration.js';
import type { PublisherKey } from './publisher-key.js';

/**
 * The bytes that a key outside of Tidings (an HSM, openssl) signs for this declaration: RFC 7515, 5.1, step 8, in ASCII.
 * Errors: those of parseDeclaration, for nothing is signed that would be refused.
 */
export function signingInput(declaration: PackageDeclaration, { alg, kid }: PublisherKey): string {
  const payload = declarationBytes(declaration);
  parseDeclaration(JSON.parse(payload.toString('utf8')));
  const header = Buffer.from(JSON.stringify({ alg, kid, typ: DECLARATION_TYPE }));
  return `${header.toString('base64url')}.${payload.toString('base64url')}`;
}

/**
 * The declaration with a signature that was made outside. Whether it holds is for verifyDeclaration. An ES256 signature may come as openssl
 * writes it (DER) or as JWS wants it (r and s, 32 bytes each: RFC 7518, 3.4). Errors: 'bad-declaration' when it is neither.
 */
export function withSignature(input: string, signature: Uint8Array): string {
  const bytes = algorithmIn(input) === 'ES256' && signature.length !== 64 ? fromDer(signature) : Buffer.from(signature);
  return `${input}.${bytes.toString('base64url')}`;
}

function algorithmIn(input: string): unknown {
  try {
    const header: unknown = JSON.parse(Buffer.from(input.split('.')[0]!, 'base64url').toString('utf8'));
    return (header as { readonly alg?: unknown } | null)?.alg;
  } catch {
    throw refused('not the bytes that "package declaration" wrote');
  }
}

/** SEQUENCE { INTEGER r, INTEGER s }, each of at most 33 bytes, so every length is one byte. */
function fromDer(der: Uint8Array): Buffer {
  const [sequence, length, first, rLength = 0] = der;
  const second = 4 + rLength;
  const sLength = der[second + 1] ?? 0;
  const isDer =
    sequence === 0x30 &&
    length === der.length - 2 &&
    first === 0x02 &&
    der[second] === 0x02 &&
    second + 2 + sLength === der.length;
  if (!isDer) throw refused('an ES256 signature is 64 bytes, or DER as openssl writes it');
  return Buffer.concat([number32(der.subarray(4, second)), number32(der.subarray(second + 2))]);
}

function number32(integer: Uint8Array): Buffer {
  const digits = integer[0] === 0 ? integer.subarray(1) : integer;
  if (digits.length > 32) throw refused('a number of the signature is longer than 32 bytes');
  return Buffer.concat([Buffer.alloc(32 - digits.length), digits]);
}

const refused = (why: string): DomainError => new DomainError('bad-declaration', { field: 'signature', why });
