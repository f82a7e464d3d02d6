import { DomainError } from '@tidings/vocabulary';
import type { AttributeTypes } from '../attributes/attribute-fact.js';
import type { TextField } from '../filter/filter.js';
import { parseFilter } from '../filter/parse-filter.js';
import type { CohortExpression } from './cohort-expression.js';
import type { Cohort } from './cohort.js';

/** Cohorts within cohorts: deeper than anybody reads, far from what a stack or a planner cannot take. */
const DEEPEST = 12;
/** Conditions in one cohort; every one costs each vehicle of a preview. */
const MOST_CONDITIONS = 200;

/** Reads a cohort once, for asking often. `declared`: as for parseFilter, where a person writes it. Errors: 'filter-not-valid'; 'cohort-not-valid' { says } when it is too deep or too large. */
export function compileCohort(cohort: Cohort, declared?: AttributeTypes): CohortExpression {
  const expression = compiled(cohort, 1, declared);
  const count = conditionsIn(expression);
  if (count > MOST_CONDITIONS)
    throw new DomainError('cohort-not-valid', { says: `it has ${count} conditions, and ${MOST_CONDITIONS} are read` });
  return expression;
}

function compiled(cohort: Cohort, depth: number, declared: AttributeTypes | undefined): CohortExpression {
  if (depth > DEEPEST)
    throw new DomainError('cohort-not-valid', { says: `cohorts stand in each other more than ${DEEPEST} deep` });
  const inner = (part: Cohort): CohortExpression => compiled(part, depth + 1, declared);
  const { models, markets, filter, vehicles, list, ring, saved, all, any, not } = cohort;
  const parts: CohortExpression[] = [
    ...(models ? [oneOf('model', models)] : []),
    ...(markets ? [oneOf('market', markets)] : []),
    ...(vehicles ? [{ kind: 'vehicles', vehicleIds: new Set(vehicles) } as const] : []),
    ...(list ? [{ kind: 'list', listId: list.listId } as const] : []),
    ...(ring === undefined ? [] : [{ kind: 'ring', ring } as const]),
    ...(filter === undefined ? [] : [{ kind: 'filter', filter: parseFilter(filter, declared) } as const]),
    ...(saved ? [inner(saved.cohort)] : []),
    ...(all ?? []).map(inner),
    ...(any ? [{ kind: 'any', parts: any.map(inner) } as const] : []),
    ...(not ? [{ kind: 'not', part: inner(not) } as const] : []),
  ];
  return parts.length === 1 ? parts[0]! : { kind: 'all', parts };
}

/** The words as they are: no star stands for anything. */
const oneOf = (field: TextField, words: readonly string[]): CohortExpression => ({
  kind: 'filter',
  filter: { kind: 'fits', field, patterns: words.map((word) => [word]), isNegated: false },
});

function conditionsIn(expression: CohortExpression): number {
  if ('parts' in expression) return expression.parts.reduce((sum, part) => sum + conditionsIn(part), 0);
  return expression.kind === 'not' ? conditionsIn(expression.part) : 1;
}
