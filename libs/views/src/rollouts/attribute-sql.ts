import { type AttributeComparison, attributeName, type AttributeType } from '@tidings/rollout-engine';
import type { Bind } from './filter-sql.js';
import { likeOf } from './like-pattern.js';

/** As attributeHolds in memory, before its negation: by the type the fact has; a type that cannot be compared so has no branch, and is NULL. */
export function attributeSql(comparison: AttributeComparison, bind: Bind): string {
  const { operator, as } = comparison;
  // PostgreSQL takes no value that nothing refers to.
  if (operator !== 'is' && Object.keys(as).length === 0) return 'NULL::boolean';
  const fact = `(v.attributes->${bind(attributeName(comparison.field))}::text)`;
  const branches = Object.entries(as).map(([type, values]) => {
    const { sql, cast } = COMPARED[type as keyof typeof COMPARED];
    const wanted = bind(values);
    return operator === 'is'
      ? `WHEN '${type}' THEN ${sql(fact)} = ANY(${wanted}::${cast}[])`
      : `WHEN '${type}' THEN ${sql(fact)} ${operator} (${wanted}::${cast}[])[1]`;
  });
  if (operator === 'is') branches.push(`WHEN 'text' THEN ${textSql(comparison, fact, bind)}`);
  return `CASE ${fact}->>'type' ${branches.join(' ')} END`;
}

function textSql({ patterns }: AttributeComparison, fact: string, bind: Bind): string {
  return `${fact}->>'value' LIKE ANY(${bind(patterns.map(likeOf))}::text[])`;
}

const number = { sql: (fact: string) => `(${fact}->'value')::numeric`, cast: 'numeric' };

const COMPARED: Readonly<
  Record<Exclude<AttributeType, 'text'>, { readonly sql: (fact: string) => string; readonly cast: string }>
> = {
  integer: number,
  decimal: number,
  instant: number,
  boolean: { sql: (fact) => `(${fact}->'value')::boolean`, cast: 'boolean' },
  version: { sql: (fact) => `(${fact}->>'value') COLLATE "C"`, cast: 'text' },
};
