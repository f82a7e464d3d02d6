import type { RolloutRow } from '@tidings/records';
import { DomainError } from '@tidings/vocabulary';

/** Errors: 'wrong-state' with what the rollout is and what it must be. */
export function requireState(row: RolloutRow, allowed: readonly RolloutRow['state'][], verb: string): void {
  if (!allowed.includes(row.state))
    throw new DomainError('wrong-state', { what: 'rollout', name: row.name, verb, is: row.state, mustBe: allowed });
}
