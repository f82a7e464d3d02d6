import { ReleaseRow, type RolloutRow, type Tx } from '@tidings/records';
import type { StepReason } from '@tidings/rollout-engine';
import { DomainError, type Instant, instantOf, type RolloutId } from '@tidings/vocabulary';
import { requireFreshRegister } from '../register/require-fresh-register.js';

type Check = (tx: Tx, row: RolloutRow, now: Instant) => Promise<void>;

/**
 * Everything that stands against opening the first stage, besides the clock: the one place where a start is refused, for a person and
 * for the conductor alike. Errors: 'wrong-state' (release), 'register-too-old'.
 */
export async function requireStartable(tx: Tx, row: RolloutRow, now: Instant): Promise<void> {
  for (const { check } of CHECKS) await check(tx, row, now);
}

/** The same as reasons, all of them. */
export async function startObstacles(tx: Tx, row: RolloutRow, now: Instant): Promise<readonly StepReason[]> {
  const reasons: StepReason[] = [];
  for (const { check, code, wants } of CHECKS)
    try {
      await check(tx, row, now);
    } catch (cause) {
      if (!(cause instanceof DomainError)) throw cause;
      const { is, asOf } = cause.facts;
      reasons.push({ code, wants, has: textOf(is) ?? textOf(asOf) ?? 'none' });
    }
  return reasons;
}

const textOf = (fact: unknown): string | undefined => (typeof fact === 'string' ? fact : undefined);

const requireAvailableRelease: Check = async (tx, { releaseId }, now) => {
  const release = await tx.rows.findOneByOrFail(ReleaseRow, { id: releaseId });
  const { state, availableFrom } = release;
  const waits = state === 'available' && availableFrom !== null && instantOf(availableFrom) > now;
  if (state !== 'available' || waits)
    throw new DomainError('wrong-state', {
      what: 'release',
      name: `${release.name} ${release.version}`,
      verb: 'start',
      is: waits ? `available from ${availableFrom.toISOString()}` : state,
      mustBe: ['available'],
    });
};

const CHECKS: readonly { readonly check: Check; readonly code: StepReason['code']; readonly wants: string }[] = [
  { check: requireAvailableRelease, code: 'release-not-available', wants: 'an available release' },
  {
    check: (tx, { id }, now) => requireFreshRegister(tx, id as RolloutId, now),
    code: 'register-too-old',
    wants: 'a target register of the last 24 hours; a person writes a fresh one',
  },
];
