import type { ExpressionNode } from '@rsql/ast';
import { parse } from '@rsql/parser';
import type { AttributeTypes } from '../attributes/attribute-fact.js';
import { type ComparisonPlace, comparisonPlaces } from './comparison-places.js';
import type { Filter } from './filter.js';
import { filterError } from './filter-error.js';
import { readComparison } from './read-comparison.js';

/**
 * A filter in RSQL (the FIQL family of hawkBit's target filters; docs/filters.md): comparisons joined by `;` or `and`, `,` or
 * `or`, and parentheses. `declared`: the attributes that are declared, where a person writes the filter; then what they cannot
 * be compared with is refused. A filter that was accepted once is read without them and means the same for ever.
 * Errors: 'filter-not-valid' { filter, at, says }.
 */
export function parseFilter(filter: string, declared?: AttributeTypes): Filter {
  // What a database cannot keep, and line breaks, under which no caret can stand.
  const unfit = /[\p{Cc}\p{Cs}]/u.exec(filter);
  if (unfit) throw filterError(filter, unfit.index, 'this character cannot stand in a filter');
  const tree = treeOf(filter);
  return filterOf(tree, filter, comparisonPlaces(filter).values(), declared);
}

function filterOf(
  node: ExpressionNode,
  filter: string,
  places: Iterator<ComparisonPlace>,
  declared: AttributeTypes | undefined,
): Filter {
  if (node.type === 'COMPARISON') {
    const values = [node.right.value].flat();
    // The tree, read from left to right, meets the comparisons in the order in which they are written.
    const place = places.next().value as ComparisonPlace;
    return readComparison({ filter, field: node.left.selector, operator: node.operator, values, place }, declared);
  }
  const kind = node.operator === ';' || node.operator === 'and' ? 'and' : 'or';
  const parts = [node.left, node.right].map((part) => filterOf(part, filter, places, declared));
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}

function treeOf(filter: string): ExpressionNode {
  try {
    return parse(filter);
  } catch (error) {
    if (error instanceof SyntaxError) throw syntaxError(filter, error.message);
    throw error;
  }
}

/** The parser tells the place only in its message, 1-based, next to the whole text. */
function syntaxError(filter: string, message: string): Error {
  const told = message.replace(` in "${filter}"`, () => '');
  const place = /^(.*) at position (\d+)[.?]$/.exec(told);
  if (!place) return filterError(filter, filter.length, filter.trim() === '' ? 'it is empty' : 'it ends too early');
  const [, what = '', position] = place;
  const at = Number(position) - 1;
  if (what.startsWith('Unclosed quote')) return filterError(filter, at, 'this quote is not closed');
  if (what.startsWith('Unexpected end')) return filterError(filter, at, 'this parenthesis is not closed');
  return filterError(filter, at, `${what.replace(/^Unexpected (character|string) /, '')} cannot stand here`);
}
