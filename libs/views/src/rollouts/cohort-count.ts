import type { ReadPool } from '@tidings/postgres';
import { type Cohort, positionSql } from '@tidings/rollout-engine';
import type { RolloutId } from '@tidings/vocabulary';
import { cohortSql } from './cohort-sql.js';

export interface CohortCount {
  /** Active vehicles of the cohort. */
  readonly inAll: number;
  /** Of these, below each threshold in turn. */
  readonly below: readonly number[];
}

/** A scan of the cohort: how many vehicles each stage exposes, exactly. Done when a stage is prepared, never when it opens. */
export async function cohortCount(
  pool: ReadPool,
  rolloutId: RolloutId,
  cohort: Cohort,
  thresholds: readonly number[],
): Promise<CohortCount> {
  const { where, values } = cohortSql(cohort, 2 + thresholds.length);
  const below = thresholds.map((_, i) => `count(*) FILTER (WHERE c.position < $${i + 2}::bigint)`);
  const [row] = await pool.rows<{ counts: number[] }>(
    {
      text: `SELECT ARRAY[count(*), ${below.join(', ')}]::int[] AS counts
               FROM (SELECT ${positionSql('$1::text', 'v.id')} AS position FROM vehicle v
                      WHERE v.standing = 'active' AND ${where}) c`,
    },
    [rolloutId, ...thresholds, ...values],
  );
  const [inAll = 0, ...rest] = row!.counts;
  return { inAll, below: rest };
}
