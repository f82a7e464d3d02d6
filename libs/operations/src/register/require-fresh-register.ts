import { TargetRegisterRow, type Tx } from '@tidings/records';
import { before, DomainError, hours, type Instant, instantOf, isoOf, type RolloutId } from '@tidings/vocabulary';

/** rollouts.md, "Cohort and target register". */
const REGISTER_HOLDS = hours(24);

/** Errors: 'register-too-old' when the rollout's newest register is older than a day, or there is none. */
export async function requireFreshRegister(tx: Tx, rolloutId: RolloutId, now: Instant): Promise<void> {
  const [newest] = await tx.rows.find(TargetRegisterRow, { where: { rolloutId }, order: { number: 'DESC' }, take: 1 });
  if (newest && instantOf(newest.asOf) >= before(now, REGISTER_HOLDS)) return;
  throw new DomainError('register-too-old', { ...(newest && { asOf: isoOf(instantOf(newest.asOf)) }) });
}
