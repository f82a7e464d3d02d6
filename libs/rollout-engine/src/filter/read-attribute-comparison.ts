import { ATTRIBUTE_TYPES, type AttributeType, type AttributeTypes } from '../attributes/attribute-fact.js';
import { readAttribute } from '../attributes/read-attribute.js';
import { type AttributeComparison, type AttributeField, attributeName, type Order } from './filter.js';
import { filterError } from './filter-error.js';
import { parsePattern } from './pattern.js';
import type { WrittenComparison } from './written-comparison.js';

/**
 * A comparison with a declared attribute, read for every type that can read it; with the declarations at hand, for the declared
 * one alone. Errors: 'filter-not-valid' when the declarations are given and it is not declared, has no order, or a value does
 * not parse.
 */
export function readAttributeComparison(
  written: WrittenComparison,
  operator: 'is' | Order['operator'],
  isNegated: boolean,
  declared: AttributeTypes | undefined,
): AttributeComparison {
  const field = written.field as AttributeField;
  const type = declared && declaredType(written, field, declared);
  if (type !== undefined) refuseUnfit(written, operator, type);
  return {
    kind: 'attribute',
    field,
    operator,
    isNegated,
    patterns: operator === 'is' ? written.values.map(parsePattern) : [],
    as: Object.fromEntries(
      ATTRIBUTE_TYPES.flatMap((one) => {
        if (one === 'text' || (one === 'boolean' && operator !== 'is')) return [];
        const values = written.values.map((text) => readAttribute(one, text));
        return values.includes(undefined) ? [] : [[one, values]];
      }),
    ),
  };
}

function declaredType(written: WrittenComparison, field: AttributeField, declared: AttributeTypes): AttributeType {
  const type = declared.get(attributeName(field));
  if (type !== undefined) return type;
  const names = declared.size === 0 ? 'none is declared yet' : `declared are ${[...declared.keys()].join(', ')}`;
  throw filterError(
    written.filter,
    written.place.field,
    `there is no attribute ${attributeName(field)}: ${names}; declare it first, or compare what vehicles say with reported.<name>`,
  );
}

function refuseUnfit({ filter, field, values, place }: WrittenComparison, operator: string, type: AttributeType): void {
  if (operator !== 'is' && (type === 'text' || type === 'boolean'))
    throw filterError(filter, place.operator, `${field} has no order: compare it with ==, !=, =in= or =out=`);
  const wrong = values.findIndex((text) => readAttribute(type, text) === undefined);
  if (wrong >= 0)
    throw filterError(filter, place.values[wrong]!, `"${values[wrong]!}" is no ${type} such as ${EXAMPLES[type]}`);
}

const EXAMPLES: Readonly<Record<AttributeType, string>> = {
  text: 'north',
  integer: '42',
  decimal: '4.2',
  boolean: 'true or false',
  version: '4.1.0 or 4.2-rc.1',
  instant: '2026-03-10 or 2026-03-10T12:00:00Z',
};
