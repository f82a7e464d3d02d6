import type { Tx } from '@tidings/records';
import type { RolloutFacts } from '@tidings/rollout-engine';
import { PLACEMENT_SLICES, type PlacedKind, placementSql } from '@tidings/views';

/** Keeps which vehicle is in which stage, as the facts are in one snapshot. The first that its transaction does. */
export async function placeVehicles(
  tx: Tx,
  rollout: RolloutFacts,
  thresholds: readonly number[],
  of: { readonly dryRunId: string; readonly moment: 'before' | 'at-start' },
): Promise<readonly PlacedKind[]> {
  await tx.rows.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  const placed: PlacedKind[] = [];
  for (let slice = 0; slice < PLACEMENT_SLICES; slice++) {
    const { text, values } = placementSql(rollout, thresholds, { ...of, slice });
    placed.push(...(await tx.rows.query<readonly PlacedKind[]>(text, [...values])));
  }
  return placed;
}
