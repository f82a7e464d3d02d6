import type { ReadPool } from '@tidings/postgres';
import type { Cohort } from '@tidings/rollout-engine';
import { expressionSql } from '../rollouts/cohort-sql.js';
import { compileCohort } from '@tidings/rollout-engine';

/** Two cohorts, by the facts of now: active vehicles in both, and in one only. What cannot be told is in neither. */
export interface CohortDifference {
  readonly inBoth: number;
  readonly onlyBefore: number;
  readonly onlyAfter: number;
}

/** One scan for both. */
export async function cohortDifference(pool: ReadPool, before: Cohort, after: Cohort): Promise<CohortDifference> {
  const values: unknown[] = [];
  const [was, is] = [before, after].map((cohort) =>
    expressionSql(compileCohort(cohort), (value) => `$${values.push(value)}`),
  );
  const row = await pool.one<CohortDifference>(
    {
      text: `SELECT count(*) FILTER (WHERE m.was AND m.is_in)::int AS "inBoth",
                    count(*) FILTER (WHERE m.was AND m.is_in IS NOT TRUE)::int AS "onlyBefore",
                    count(*) FILTER (WHERE m.is_in AND m.was IS NOT TRUE)::int AS "onlyAfter"
               FROM (SELECT ${was!} AS was, ${is!} AS is_in FROM vehicle v WHERE v.standing = 'active') m`,
    },
    values,
  );
  return row!;
}
