import type { DomainError } from '@tidings/vocabulary';
import type { AttributeTypes } from '../attributes/attribute-fact.js';
import {
  type Filter,
  FILTER_FIELDS,
  isAttribute,
  isEcuText,
  isEcuVersion,
  isReported,
  type Order,
  type OrderedField,
  type TextField,
} from './filter.js';
import { filterError } from './filter-error.js';
import { parsePattern } from './pattern.js';
import { readAttributeComparison } from './read-attribute-comparison.js';
import { orderedTypeOf, readValue } from './read-value.js';
import type { WrittenComparison } from './written-comparison.js';

/** Operators of equality; true: the opposite. */
const EQUALITY: ReadonlyMap<string, boolean> = new Map([
  ['==', false],
  ['!=', true],
  ['=in=', false],
  ['=out=', true],
]);

const ORDER: ReadonlyMap<string, Order['operator']> = new Map([
  ['<', '<'],
  ['=lt=', '<'],
  ['<=', '<='],
  ['=le=', '<='],
  ['>', '>'],
  ['=gt=', '>'],
  ['>=', '>='],
  ['=ge=', '>='],
]);

/** Gives the comparison its types. Errors: 'filter-not-valid' at the field, the operator or the value. */
export function readComparison(written: WrittenComparison, declared: AttributeTypes | undefined): Filter {
  const { field, operator, values, place } = written;
  const isNegated = EQUALITY.get(operator);
  const order = ORDER.get(operator);
  const takesList = operator === '=in=' || operator === '=out=';
  if (!isField(field)) throw wrong(written, place.field, `there is no field ${field}: it is one of ${FIELD_NAMES}`);
  if (isNegated === undefined && order === undefined)
    throw wrong(written, place.operator, `there is no operator ${operator}: it is one of ${OPERATORS}`);
  // A list of one is a list as well, but the parser does not tell it from a single value.
  if (values.length > 1 && !takesList)
    throw wrong(written, place.operator, `${operator} takes one value: =in= and =out= take a list`);
  if (isOrdered(field)) {
    const type = orderedTypeOf(field);
    const typed = values.map((value, index) => {
      const answer = readValue(type, value);
      if (answer === undefined) throw wrong(written, place.values[index]!, `"${value}" is no ${FORMS[type]}`);
      return answer;
    });
    if (order !== undefined) return { kind: 'order', field, operator: order, value: typed[0]! };
    return { kind: 'equals', field, values: typed, isNegated: isNegated! };
  }
  const patterns = values.map(parsePattern);
  const wild = patterns.findIndex((pattern) => pattern.length > 1);
  if (takesList && wild >= 0)
    throw wrong(
      written,
      place.values[wild]!,
      '* stands for any text only after == and !=; write \\* for the character',
    );
  if (isAttribute(field)) return readAttributeComparison(written, order ?? 'is', isNegated ?? false, declared);
  if (order !== undefined)
    throw wrong(written, place.operator, `${field} has no order: compare it with ==, !=, =in= or =out=`);
  return { kind: 'fits', field: field as TextField, patterns, isNegated: isNegated! };
}

const wrong = ({ filter }: WrittenComparison, at: number, says: string): DomainError => filterError(filter, at, says);

// The ECU that takes the update is hardwareId and softwareVersion; ecu.main would be missing in every vehicle.
const isField = (field: string): boolean =>
  Object.hasOwn(FILTER_FIELDS, field) ||
  isReported(field) ||
  isAttribute(field) ||
  ((isEcuText(field) || isEcuVersion(field)) && !field.startsWith('ecu.main.'));

const isOrdered = (field: string): field is OrderedField =>
  field === 'modelYear' || field === 'softwareVersion' || field === 'registeredAt' || isEcuVersion(field);

const FIELD_NAMES = `${Object.keys(FILTER_FIELDS).join(', ')}, attr.<name>, ecu.<name>.hardware, ecu.<name>.part, ecu.<name>.version, reported.<name>`;
const OPERATORS = [...EQUALITY.keys(), ...ORDER.keys()].join(' ');
const FORMS = {
  'whole number': 'whole number such as 2026',
  version: 'version such as 4.1.0 or 4.2-rc.1',
  instant: 'instant such as 2026-03-10 or 2026-03-10T12:00:00Z',
} as const;
