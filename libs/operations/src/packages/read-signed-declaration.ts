import type { ReadPool } from '@tidings/postgres';
import { type PackageDeclaration, requireKeyAllows, verifyDeclaration } from '@tidings/update-trust';
import { DomainError, type Instant } from '@tidings/vocabulary';
import { publisherKey } from '@tidings/views';
import { decodeProtectedHeader } from 'jose';

export interface SignedDeclaration {
  readonly kid: string;
  readonly declaration: PackageDeclaration;
}

/**
 * Reads a declaration whose signature holds under the registered key that it names. What the header says only chooses among
 * registered keys; the key decides everything else.
 * Errors: 'key-not-registered', those of verifyDeclaration and of requireKeyAllows.
 */
export async function readSignedDeclaration(pool: ReadPool, jws: string, now: Instant): Promise<SignedDeclaration> {
  const kid = kidIn(jws);
  const key = await publisherKey(pool, kid);
  if (!key) throw new DomainError('key-not-registered', { kid });
  const declaration = await verifyDeclaration(jws, key);
  requireKeyAllows(key, declaration, now);
  return { kid, declaration };
}

function kidIn(jws: string): string {
  try {
    const { kid } = decodeProtectedHeader(jws);
    if (typeof kid === 'string') return kid.slice(0, 100);
  } catch {
    // Not a JWS at all: said below.
  }
  throw new DomainError('bad-declaration', { field: 'declaration', why: 'not a compact JWS that names its key (kid)' });
}
