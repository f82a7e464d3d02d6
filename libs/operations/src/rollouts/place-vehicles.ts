import type { Tx } from '@tidings/records';
import type { RolloutFacts } from '@tidings/rollout-engine';
import type { Instant } from '@tidings/vocabulary';
import { PLACED_PAGES, type PlacedKind, placementSql, VEHICLE_PAGES_SQL } from '@tidings/views';

/** Keeps which vehicle is in which stage. Its transaction is REPEATABLE READ: the facts are those of one snapshot. */
export async function placeVehicles(
  tx: Tx,
  rollout: RolloutFacts,
  thresholds: readonly number[],
  of: { readonly dryRunId: string; readonly moment: 'before' | 'at-start'; readonly now: Instant },
): Promise<readonly PlacedKind[]> {
  const [table] = await tx.rows.query<readonly { readonly pages: number }[]>(VEHICLE_PAGES_SQL);
  const placed: PlacedKind[] = [];
  for (let page = 0; page === 0 || page < table!.pages; page += PLACED_PAGES) {
    const isLast = page + PLACED_PAGES >= table!.pages;
    const { text, values } = placementSql(rollout, thresholds, { ...of, page, isLast });
    for (const kind of await tx.rows.query<readonly PlacedKind[]>(text, [...values])) placed.push(kind);
  }
  return placed;
}
