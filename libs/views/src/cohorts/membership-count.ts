import type { ReadPool } from '@tidings/postgres';
import type { Cohort } from '@tidings/rollout-engine';
import { cohortSql } from '../rollouts/cohort-sql.js';

/** Active vehicles in a cohort, and those of which a fact is missing that decides. */
export interface MembershipCount {
  readonly in: number;
  readonly cannotTell: number;
}

/** One scan. Errors: 'filter-not-valid', 'cohort-not-valid'. */
export async function membershipCount(pool: ReadPool, cohort: Cohort): Promise<MembershipCount> {
  const { where, values } = cohortSql(cohort, 1);
  const row = await pool.one<MembershipCount>(
    {
      text: `SELECT count(*) FILTER (WHERE m.is_in)::int AS in, count(*) FILTER (WHERE m.is_in IS NULL)::int AS "cannotTell"
               FROM (SELECT ${where} AS is_in FROM vehicle v WHERE v.standing = 'active') m`,
    },
    values,
  );
  return row!;
}
