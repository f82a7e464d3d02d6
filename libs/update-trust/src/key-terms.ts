import { DomainError, type Instant, isoOf } from '@tidings/vocabulary';
import type { PackageDeclaration } from './package-declaration.js';

/** What a key may be used for, fixed when it is registered. */
export interface KeyTerms {
  /** Kinds of ECU hardware; absent: any. */
  readonly hardwareIds?: readonly string[];
  /** First instant at which it is good, and the first at which it is not any more. */
  readonly notBefore?: Instant;
  readonly notAfter?: Instant;
}

/** A key with what has become of it. */
export interface KeyInUse extends KeyTerms {
  readonly kid: string;
  readonly isRevoked: boolean;
}

/**
 * Whether a package may come in now under this key. What came in while it could, stays: a key that ends takes nothing back, a revoked one
 * does (the gate `keys-valid`). Errors: 'key-revoked', 'key-not-yet-valid', 'key-expired', 'hardware-not-allowed'.
 */
export function requireKeyAllows(
  { kid, isRevoked, hardwareIds, notBefore, notAfter }: KeyInUse,
  declaration: PackageDeclaration,
  now: Instant,
): void {
  if (isRevoked) throw new DomainError('key-revoked', { kid });
  if (notBefore !== undefined && now < notBefore)
    throw new DomainError('key-not-yet-valid', { kid, notBefore: isoOf(notBefore) });
  if (notAfter !== undefined && now >= notAfter)
    throw new DomainError('key-expired', { kid, notAfter: isoOf(notAfter) });
  if (hardwareIds === undefined) return;
  const other = declaration.hardwareIds.filter((id) => !hardwareIds.includes(id));
  if (other.length > 0)
    throw new DomainError('hardware-not-allowed', { kid, hardwareIds: other, allowed: hardwareIds });
}
