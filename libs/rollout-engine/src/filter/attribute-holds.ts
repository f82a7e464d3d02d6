import type { AttributeFact } from '../attributes/attribute-fact.js';
import type { AttributeComparison, OrderedValue } from './filter.js';
import { stands } from './order.js';
import { fitsPattern } from './pattern.js';

/** Undefined: the fact is missing, or its type cannot be compared so. */
export function attributeHolds(comparison: AttributeComparison, fact: AttributeFact | undefined): boolean | undefined {
  if (fact === undefined) return undefined;
  const holds = isSo(comparison, fact);
  return holds === undefined ? undefined : holds !== comparison.isNegated;
}

function isSo({ operator, patterns, as }: AttributeComparison, { type, value }: AttributeFact): boolean | undefined {
  if (type === 'text')
    return operator === 'is' ? patterns.some((pattern) => fitsPattern(pattern, String(value))) : undefined;
  const values = as[type];
  if (values === undefined) return undefined;
  return operator === 'is'
    ? values.includes(value)
    : stands(value as OrderedValue, operator, values[0] as OrderedValue);
}
