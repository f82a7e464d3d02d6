import { DomainError } from '@tidings/vocabulary';
import { CompactSign, importJWK, type JWK } from 'jose';
import {
  DECLARATION_TYPE,
  declarationBytes,
  type PackageDeclaration,
  parseDeclaration,
} from './package-declaration.js';
import { parsePublisherKey, publicMembersOf } from './publisher-key.js';
import { verifyDeclaration } from './verify-declaration.js';

/**
 * Signs a declaration with a publisher's private JWK (Ed25519, P-256 or RSA): a compact JWS with alg, kid and typ in its header.
 * Errors: 'bad-private-key' (facts: why); those of parseDeclaration, for nothing is signed that would be refused.
 */
export async function signDeclaration(declaration: PackageDeclaration, privateJwk: unknown): Promise<string> {
  const payload = declarationBytes(declaration);
  parseDeclaration(JSON.parse(payload.toString('utf8')));
  const privateHalf = privateMembersOf(privateJwk);
  try {
    const { kid, alg, jwk } = parsePublisherKey(publicMembersOf(privateHalf));
    const key = await importJWK(privateHalf as JWK, alg);
    const jws = await new CompactSign(payload).setProtectedHeader({ alg, kid, typ: DECLARATION_TYPE }).sign(key);
    // A file whose two halves do not belong together shows here, not only at the server.
    await verifyDeclaration(jws, { kid, alg, jwk });
    return jws;
  } catch (cause) {
    const why = cause instanceof DomainError ? cause.facts['why'] : undefined;
    throw new DomainError('bad-private-key', { why: why ?? 'its two halves do not belong together' }, { cause });
  }
}

function privateMembersOf(value: unknown): Readonly<Record<string, unknown>> {
  const isPrivate = typeof value === 'object' && value !== null && 'd' in value && typeof value.d === 'string';
  if (!isPrivate) throw new DomainError('bad-private-key', { why: 'the private member d is missing' });
  return { ...value };
}
