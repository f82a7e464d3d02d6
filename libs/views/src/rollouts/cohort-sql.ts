import { type Cohort, compileCohort, type CohortExpression } from '@tidings/rollout-engine';
import { type Bind, filterSql } from './filter-sql.js';

/**
 * The cohort as a condition on `vehicle v`, with its bound values starting at `$first`: true for in, false for out, NULL for
 * cannot tell. Same meaning as membershipOf in memory (cohort-sql.spec compares). Errors: 'filter-not-valid', 'cohort-not-valid'.
 */
export function cohortSql(
  cohort: Cohort,
  first: number,
): { readonly where: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const where = expressionSql(compileCohort(cohort), (value) => `$${first + values.push(value) - 1}`);
  return { where, values };
}

/** The same with values bound where the whole statement binds its own. */
export function expressionSql(cohort: CohortExpression, bind: Bind): string {
  switch (cohort.kind) {
    case 'filter':
      return filterSql(cohort.filter, bind);
    case 'vehicles':
      return `v.id = ANY(${bind([...cohort.vehicleIds])}::text[])`;
    // IN with a table, as a part of a condition, is looked up in a hash that is built once for the whole scan.
    case 'list':
      return `v.id IN (SELECT m.vehicle_id FROM vehicle_list_member m WHERE m.list_id = ${bind(cohort.listId)}::text)`;
    case 'ring':
      return `v.id IN (SELECT m.vehicle_id FROM ring_membership m WHERE m.ring = ${bind(cohort.ring)}::text AND m.left_at IS NULL)`;
    case 'all':
    case 'any':
      return joined(cohort, bind);
    case 'not':
      return `NOT (${expressionSql(cohort.part, bind)})`;
  }
}

function joined({ kind, parts }: Extract<CohortExpression, { parts: unknown }>, bind: Bind): string {
  if (parts.length === 0) return String(kind === 'all');
  return `(${parts.map((part) => expressionSql(part, bind)).join(kind === 'all' ? ' AND ' : ' OR ')})`;
}
