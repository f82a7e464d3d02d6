import type { Tx } from '@tidings/records';
import type { RolloutFacts } from '@tidings/rollout-engine';
import { PLACEMENT_SLICES, type PlacedKind, placementSql } from '@tidings/views';

/** Keeps which vehicle is in which stage. Its transaction is REPEATABLE READ: the facts are those of one snapshot. */
export async function placeVehicles(
  tx: Tx,
  rollout: RolloutFacts,
  thresholds: readonly number[],
  of: { readonly dryRunId: string; readonly moment: 'before' | 'at-start' },
): Promise<readonly PlacedKind[]> {
  const placed: PlacedKind[] = [];
  for (let slice = 0; slice < PLACEMENT_SLICES; slice++) {
    const { text, values } = placementSql(rollout, thresholds, { ...of, slice });
    placed.push(...(await tx.rows.query<readonly PlacedKind[]>(text, [...values])));
  }
  return placed;
}
