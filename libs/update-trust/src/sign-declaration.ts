import { DomainError } from '@tidings/vocabulary';
import { CompactSign, importJWK, type JWK } from 'jose';
import {
  DECLARATION_TYPE,
  declarationBytes,
  type PackageDeclaration,
  parseDeclaration,
} from './package-declaration.js';
import { parsePublisherKey } from './publisher-key.js';
import { verifyDeclaration } from './verify-declaration.js';

/**
 * Signs a declaration with a publisher's private JWK (Ed25519 or P-256): a compact JWS with alg, kid and typ in its header.
 * Errors: 'bad-private-key' (facts: why); those of parseDeclaration, for nothing is signed that would be refused.
 */
export async function signDeclaration(declaration: PackageDeclaration, privateJwk: unknown): Promise<string> {
  const payload = declarationBytes(declaration);
  parseDeclaration(JSON.parse(payload.toString('utf8')));
  const { d, ...publicHalf } = privateMembersOf(privateJwk);
  try {
    const { kid, alg, jwk } = parsePublisherKey(publicHalf);
    const key = await importJWK({ ...jwk, d } as JWK, alg);
    const jws = await new CompactSign(payload).setProtectedHeader({ alg, kid, typ: DECLARATION_TYPE }).sign(key);
    // A file whose two halves do not belong together shows here, not only at the server.
    await verifyDeclaration(jws, { kid, jwk });
    return jws;
  } catch (cause) {
    throw new DomainError('bad-private-key', { why: 'not a private Ed25519 or P-256 key' }, { cause });
  }
}

function privateMembersOf(value: unknown): Readonly<Record<string, unknown>> {
  const isPrivate = typeof value === 'object' && value !== null && 'd' in value && typeof value.d === 'string';
  if (!isPrivate) throw new DomainError('bad-private-key', { why: 'the private member d is missing' });
  return { ...value };
}
