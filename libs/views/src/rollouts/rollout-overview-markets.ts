import type { ReadPool } from '@tidings/postgres';
import type { MarketReadiness, RolloutFacts } from '@tidings/rollout-engine';
import { cohortSql } from './cohort-sql.js';

/** One market of a cohort: how many vehicles, and whether their owners can read why. */
export interface MarketOverview {
  readonly market: string;
  readonly vehicles: number;
  readonly readiness: MarketReadiness;
}

/** The markets of the cohort as it is now, largest first. */
export async function marketOverviews(
  pool: ReadPool,
  { cohort, readiness }: RolloutFacts,
): Promise<readonly MarketOverview[]> {
  const { where, values } = cohortSql(cohort, 1);
  const rows = await pool.rows<{ market: string; vehicles: number }>(
    {
      text: `SELECT v.market, count(*)::int AS vehicles FROM vehicle v WHERE v.standing = 'active' AND ${where}
              GROUP BY v.market ORDER BY vehicles DESC, v.market`,
    },
    values,
  );
  return rows.map((row) => ({ ...row, readiness: readiness.get(row.market) ?? { kind: 'unknown-market' } }));
}
