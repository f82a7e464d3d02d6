import type { ReadPool } from '@tidings/postgres';
import { type PackageDeclaration, verifyDeclaration } from '@tidings/update-trust';
import { DomainError } from '@tidings/vocabulary';
import { publisherKey } from '@tidings/views';
import { decodeProtectedHeader } from 'jose';

export interface SignedDeclaration {
  readonly kid: string;
  readonly declaration: PackageDeclaration;
}

/**
 * Reads a declaration whose signature holds under the registered key that it names. What the header says only chooses among
 * registered keys; the key decides everything else.
 * Errors: 'key-not-registered', 'key-revoked', and those of verifyDeclaration.
 */
export async function readSignedDeclaration(pool: ReadPool, jws: string): Promise<SignedDeclaration> {
  const kid = kidIn(jws);
  const key = await publisherKey(pool, kid);
  if (!key) throw new DomainError('key-not-registered', { kid });
  if (key.isRevoked) throw new DomainError('key-revoked', { kid });
  return { kid, declaration: await verifyDeclaration(jws, key) };
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
