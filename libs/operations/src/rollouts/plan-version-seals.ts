import { PlanVersionRow, type Tx } from '@tidings/records';
import type { SealedRow } from '@tidings/update-trust';

/** Every version of a rollout's plan, for an entry that decides about one: deciding about it ends the one before. */
export async function planVersionSeals(tx: Tx, rolloutId: string): Promise<readonly SealedRow[]> {
  const versions = await tx.rows.find(PlanVersionRow, {
    where: { rolloutId },
    select: { number: true },
    order: { number: 'ASC' },
  });
  return versions.map(({ number }) => ['plan version', rolloutId, number]);
}
