import type { Cohort } from '@tidings/rollout-engine';

/** The cohort as a condition on `vehicle v`, with its bound values starting at `$first`. Same meaning as isInCohort in memory. */
export function cohortSql(
  cohort: Cohort,
  first: number,
): { readonly where: string; readonly values: readonly unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const limit = (column: string, allowed: readonly string[] | undefined): void => {
    if (allowed === undefined) return;
    values.push(allowed);
    conditions.push(`${column} = ANY($${first + values.length - 1}::text[])`);
  };
  limit('v.model', cohort.models);
  limit('v.market', cohort.markets);
  limit('v.id', cohort.vehicles);
  return { where: conditions.length === 0 ? 'true' : conditions.join(' AND '), values };
}
