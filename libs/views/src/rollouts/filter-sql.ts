import {
  ecuName,
  type EcuTextField,
  type EcuVersionField,
  type Filter,
  isEcuText,
  isReported,
  isSetField,
  type Order,
  type OrderedField,
  type OrderedValue,
  type Pattern,
  reportedName,
  type SetField,
  type TextComparison,
  type TextField,
} from '@tidings/rollout-engine';
import { dateOf, instant } from '@tidings/vocabulary';
import { attributeSql } from './attribute-sql.js';
import { likeOf } from './like-pattern.js';

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
      const { sql, type } = orderedSql(filter.field, bind);
      const values = bind(filter.values.map((value) => boundOf(filter.field, value)));
      return negatedIf(filter.isNegated, `${sql} = ANY(${values}::${type}[])`);
    }
    case 'order':
      return orderSql(filter, bind);
    case 'attribute':
      return negatedIf(filter.isNegated, attributeSql(filter, bind));
  }
}

const negatedIf = (isNegated: boolean, sql: string): string => (isNegated ? `NOT (${sql})` : `(${sql})`);

function fitsSql({ field, patterns }: TextComparison, bind: Bind): string {
  const isWild = patterns.some((pattern) => pattern.length > 1);
  // One pattern alone is seen by the planner: how a name begins is looked up, not compared with a million.
  if (isWild && patterns.length === 1 && !isSetField(field))
    return `${textSql(field, bind)} LIKE ${bind(likeOf(patterns[0]!))}::text`;
  const wanted = `${bind(patterns.map(isWild ? likeOf : exactOf))}::text[]`;
  if (isSetField(field))
    return isWild
      ? `EXISTS (SELECT FROM unnest(${SETS[field]}) AS word WHERE word LIKE ANY(${wanted}))`
      : `${SETS[field]} && ${wanted}`;
  return `${textSql(field, bind)} ${isWild ? 'LIKE' : '='} ANY(${wanted})`;
}

const exactOf = ([text = '']: Pattern): string => text;

const SETS: Readonly<Record<SetField, string>> = { equipment: 'v.equipment', tag: 'v.tags' };

function textSql(field: Exclude<TextField, SetField>, bind: Bind): string {
  if (isReported(field)) return `(v.reported->>${bind(reportedName(field))}::text)`;
  return isEcuText(field) ? ecuSql(field, field.endsWith('.part') ? 'part' : 'hardwareId', bind) : TEXT[field];
}

const ecuSql = (field: EcuTextField | EcuVersionField, key: 'hardwareId' | 'part', bind: Bind): string =>
  `(v.ecus->${bind(ecuName(field))}::text->>'${key}')`;

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
  const { sql, type } = orderedSql(field, bind);
  return `(${sql} ${operator} ${bind(boundOf(field, value))}::${type})`;
}

interface OrderedSql {
  readonly sql: string;
  readonly type: string;
}

function orderedSql(field: OrderedField, bind: Bind): OrderedSql {
  if (Object.hasOwn(ORDERED, field)) return ORDERED[field as keyof typeof ORDERED];
  const ecu = `v.ecus->${bind(ecuName(field as EcuVersionField))}::text`;
  // Not known: no key is kept, as a version that does not parse has none.
  return { sql: `(${ecu}->>'versionKey') COLLATE "C"`, type: 'text' };
}

const ORDERED = {
  modelYear: { sql: 'v.model_year', type: 'int' },
  // The key's column has the C collation: text order is version order.
  softwareVersion: { sql: 'CASE WHEN v.is_software_known THEN v.software_version_key END', type: 'text' },
  // Instants are whole milliseconds here, and microseconds there.
  registeredAt: { sql: `date_trunc('milliseconds', v.registered_at)`, type: 'timestamptz' },
} as const satisfies Readonly<Partial<Record<OrderedField, OrderedSql>>>;

const boundOf = (field: OrderedField, value: OrderedValue): unknown =>
  field === 'registeredAt' ? dateOf(instant(value as number)) : value;
