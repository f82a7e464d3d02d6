import type { ReadPool } from '@tidings/postgres';
import { type Cohort, positionSql } from '@tidings/rollout-engine';
import type { RolloutId } from '@tidings/vocabulary';
import { cohortSql } from './cohort-sql.js';

export interface CohortCount {
  /** Active vehicles of the cohort. */
  readonly inAll: number;
  /** Of these, exposed by each stage in turn. */
  readonly below: readonly number[];
}

/**
 * A scan of the cohort: how many vehicles each stage exposes, exactly: those below its threshold, and those in its rings wherever their
 * position. Done when a stage is prepared, never when it opens.
 */
export async function cohortCount(
  pool: ReadPool,
  rolloutId: RolloutId,
  cohort: Cohort,
  thresholds: readonly number[],
  rings: readonly (readonly string[])[] = [],
): Promise<CohortCount> {
  const known = new Set(rings.flat());
  const values: unknown[] = [rolloutId];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const below = thresholds.map((threshold, stage) => {
    const open = rings[stage] ?? [];
    const inRing = open.length > 0 ? ` OR c.rings && ${bind(open)}::text[]` : '';
    return `count(*) FILTER (WHERE c.position < ${bind(threshold)}::bigint${inRing})`;
  });
  const { where, values: ofCohort } = cohortSql(cohort, values.length + 1);
  const ringsOf =
    known.size > 0
      ? `, ARRAY(SELECT m.ring FROM ring_membership m WHERE m.vehicle_id = v.id AND m.left_at IS NULL) AS rings`
      : '';
  const [row] = await pool.rows<{ counts: number[] }>(
    {
      text: `SELECT ARRAY[${['count(*)', ...below].join(', ')}]::int[] AS counts
               FROM (SELECT ${positionSql('$1::text', 'v.id')} AS position${ringsOf} FROM vehicle v
                      WHERE v.standing = 'active' AND ${where}) c`,
    },
    [...values, ...ofCohort],
  );
  const [inAll = 0, ...rest] = row!.counts;
  return { inAll, below: rest };
}
