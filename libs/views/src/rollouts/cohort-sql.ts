import { type Cohort, parseFilter } from '@tidings/rollout-engine';
import { filterSql } from './filter-sql.js';

/**
 * The cohort as a condition on `vehicle v`, with its bound values starting at `$first`: true for in, false for out, NULL for
 * cannot tell. Same meaning as membershipOf in memory. Errors: 'filter-not-valid'.
 */
export function cohortSql(
  cohort: Cohort,
  first: number,
): { readonly where: string; readonly values: readonly unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${first + values.push(value) - 1}`;
  const limit = (column: string, allowed: readonly string[] | undefined): void => {
    if (allowed !== undefined) conditions.push(`${column} = ANY(${bind(allowed)}::text[])`);
  };
  limit('v.model', cohort.models);
  limit('v.market', cohort.markets);
  limit('v.id', cohort.vehicles);
  if (cohort.filter !== undefined) conditions.push(filterSql(parseFilter(cohort.filter), bind));
  return { where: conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`, values };
}
