import type { VehicleFacts } from '../offers/vehicle-facts.js';
import { attributeHolds } from './attribute-holds.js';
import type { Equality, Filter, Order, TextComparison } from './filter.js';
import { stands } from './order.js';
import { fitsPattern } from './pattern.js';
import { attributeOf, orderedFactOf, textsOf } from './vehicle-fact.js';

/**
 * Does the filter hold for the vehicle? Undefined: cannot tell. Three values as in S. C. Kleene, Introduction to
 * Metamathematics (1952), section 64, which is also what SQL does with NULL: a comparison with a missing fact cannot tell,
 * negated or not; `and` is false where one part is, `or` true where one part is, else one part that cannot tell decides.
 */
export function filterHolds(filter: Filter, vehicle: VehicleFacts): boolean | undefined {
  switch (filter.kind) {
    case 'and':
      return joined(filter.parts, vehicle, false);
    case 'or':
      return joined(filter.parts, vehicle, true);
    case 'fits':
      return fits(filter, vehicle);
    case 'equals':
      return equals(filter, vehicle);
    case 'order':
      return isInOrder(filter, vehicle);
    case 'attribute':
      return attributeHolds(filter, attributeOf(vehicle, filter.field));
  }
}

/** `settles`: the answer of one part that is the answer of all. */
function joined(parts: readonly Filter[], vehicle: VehicleFacts, settles: boolean): boolean | undefined {
  const answers = parts.map((part) => filterHolds(part, vehicle));
  if (answers.includes(settles)) return settles;
  return answers.includes(undefined) ? undefined : !settles;
}

function fits({ field, patterns, isNegated }: TextComparison, vehicle: VehicleFacts): boolean | undefined {
  const texts = textsOf(vehicle, field);
  return texts && texts.some((text) => patterns.some((pattern) => fitsPattern(pattern, text))) !== isNegated;
}

function equals({ field, values, isNegated }: Equality, vehicle: VehicleFacts): boolean | undefined {
  const fact = orderedFactOf(vehicle, field);
  return fact === undefined ? undefined : values.includes(fact) !== isNegated;
}

function isInOrder({ field, operator, value }: Order, vehicle: VehicleFacts): boolean | undefined {
  const fact = orderedFactOf(vehicle, field);
  return fact === undefined ? undefined : stands(fact, operator, value);
}
