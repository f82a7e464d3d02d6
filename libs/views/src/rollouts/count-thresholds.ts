import type { ReadPool } from '@tidings/postgres';
import { type Cohort, positionSql } from '@tidings/rollout-engine';
import type { RolloutId } from '@tidings/vocabulary';
import { cohortSql } from './cohort-sql.js';

/**
 * For each count the integer threshold below which so many active vehicles of the cohort lie: one above the position of the last of
 * them. A count beyond the cohort is missing. A scan and a sort, done when a stage is prepared, never when it opens.
 */
export async function countThresholds(
  pool: ReadPool,
  rolloutId: RolloutId,
  cohort: Cohort,
  counts: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (counts.length === 0) return new Map();
  const { where, values } = cohortSql(cohort, 3);
  const rows = await pool.rows<{ place: string; threshold: string }>(
    {
      text: `SELECT place, position + 1 AS threshold
               FROM (SELECT position, row_number() OVER (ORDER BY position) AS place
                       FROM (SELECT ${positionSql('$1::text', 'v.id')} AS position FROM vehicle v
                              WHERE v.standing = 'active' AND ${where}) c) p
              WHERE place = ANY($2::bigint[])`,
    },
    [rolloutId, counts, ...values],
  );
  return new Map(rows.map(({ place, threshold }) => [Number(place), Number(threshold)]));
}
