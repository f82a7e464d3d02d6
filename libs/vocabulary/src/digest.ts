import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';
import type { Branded } from './branded.js';
import { DomainError } from './domain-error.js';

/** SHA-256, 64 lower-case hex digits. */
export type Sha256 = Branded<string, 'Sha256'>;

// The package is CommonJS with a callable default; its types describe an ESM default.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** JSON Canonicalization Scheme (RFC 8785), UTF-8. */
export function canonicalBytes(value: unknown): Buffer {
  const text = canonicalize(value);
  if (text === undefined) throw new DomainError('not-canonical', { type: typeof value });
  return Buffer.from(text, 'utf8');
}

export const sha256Of = (bytes: string | Uint8Array): Sha256 =>
  createHash('sha256').update(bytes).digest('hex') as Sha256;

/** SHA-256 over the canonical form: equal content, equal hash, whatever the order of members. */
export const contentHash = (value: unknown): Sha256 => sha256Of(canonicalBytes(value));

/** Errors: 'bad-digest'. */
export function parseSha256(text: string): Sha256 {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new DomainError('bad-digest', { text });
  return text as Sha256;
}
