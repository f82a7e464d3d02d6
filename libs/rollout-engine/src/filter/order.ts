import type { Order, OrderedValue } from './filter.js';

/** Does the fact stand in this order to the value? Both are of one type. */
export function stands(fact: OrderedValue, operator: Order['operator'], value: OrderedValue): boolean {
  switch (operator) {
    case '<':
      return fact < value;
    case '<=':
      return fact <= value;
    case '>':
      return fact > value;
    case '>=':
      return fact >= value;
  }
}
