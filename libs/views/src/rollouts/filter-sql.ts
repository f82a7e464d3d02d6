import {
  type Filter,
  isReported,
  type Order,
  type OrderedField,
  type OrderedValue,
  type Pattern,
  reportedName,
  type TextComparison,
  type TextField,
} from '@tidings/rollout-engine';
import { dateOf, instant } from '@tidings/vocabulary';

/** Keeps a value for its `$n` and answers that. */
export type Bind = (value: unknown) => string;

/**
 * A filter as a condition on `vehicle v`: true, false, or NULL where it cannot tell. Same meaning as filterHolds in memory,
 * because SQL's AND, OR and NOT are Kleene's and every fact that is missing there is NULL here (cohort-sql.spec compares).
 */
export function filterSql(filter: Filter, bind: Bind): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filter.parts.map((part) => filterSql(part, bind)).join(filter.kind === 'and' ? ' AND ' : ' OR ')})`;
    case 'fits':
      return negatedIf(filter.isNegated, fitsSql(filter, bind));
    case 'equals': {
      const { sql, type } = ORDERED[filter.field];
      const values = bind(filter.values.map((value) => boundOf(filter.field, value)));
      return negatedIf(filter.isNegated, `${sql} = ANY(${values}::${type}[])`);
    }
    case 'order':
      return orderSql(filter, bind);
  }
}

const negatedIf = (isNegated: boolean, sql: string): string => (isNegated ? `NOT (${sql})` : `(${sql})`);

function fitsSql({ field, patterns }: TextComparison, bind: Bind): string {
  const isWild = patterns.some((pattern) => pattern.length > 1);
  const wanted = `${bind(patterns.map(isWild ? likeOf : exactOf))}::text[]`;
  if (field === 'equipment')
    return isWild
      ? `EXISTS (SELECT FROM unnest(v.equipment) AS word WHERE word LIKE ANY(${wanted}))`
      : `v.equipment && ${wanted}`;
  return `${textSql(field, bind)} ${isWild ? 'LIKE' : '='} ANY(${wanted})`;
}

const exactOf = ([text = '']: Pattern): string => text;
const likeOf = (pattern: Pattern): string => pattern.map((part) => part.replace(/[\\%_]/g, '\\$&')).join('%');

function textSql(field: Exclude<TextField, 'equipment'>, bind: Bind): string {
  return isReported(field) ? `(v.reported->>${bind(reportedName(field))}::text)` : TEXT[field];
}

/** Hardware the vehicle itself reports counts before what the maker filed, as in vehicleOf. */
export const HARDWARE_SQL = `coalesce(v.reported->>'hardwareId', v.hardware_id)`;

const TEXT = {
  model: 'v.model',
  market: 'v.market',
  hardwareId: HARDWARE_SQL,
  controllerId: 'v.controller_id',
  timeZone: 'v.time_zone',
} as const;

function orderSql({ field, operator, value }: Order, bind: Bind): string {
  const { sql, type } = ORDERED[field];
  return `(${sql} ${operator} ${bind(boundOf(field, value))}::${type})`;
}

const ORDERED = {
  modelYear: { sql: 'v.model_year', type: 'int' },
  // The key's column has the C collation: text order is version order.
  softwareVersion: { sql: 'CASE WHEN v.is_software_known THEN v.software_version_key END', type: 'text' },
  // Instants are whole milliseconds here, and microseconds there.
  registeredAt: { sql: `date_trunc('milliseconds', v.registered_at)`, type: 'timestamptz' },
} as const satisfies Readonly<Record<OrderedField, { readonly sql: string; readonly type: string }>>;

const boundOf = (field: OrderedField, value: OrderedValue): unknown =>
  field === 'registeredAt' ? dateOf(instant(value as number)) : value;
