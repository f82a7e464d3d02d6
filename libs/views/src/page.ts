import type { ReadPool } from '@tidings/postgres';
import { DomainError } from '@tidings/vocabulary';

/** So many rows, going on behind the row the page before ended with. */
export interface PageOf {
  readonly limit: number;
  /** Id of the last row of the page before. */
  readonly after?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Present when there is more: the next page's `after`. */
  readonly next?: string;
}

/** A list as SQL: `t` is the table that is paged, newest first by `at`, then by id. */
export interface PagedList {
  readonly name: string;
  readonly columns: string;
  /** 'package t JOIN artifact f ON ...' */
  readonly from: string;
  readonly table: string;
  /** Column of `t` with the instant it came to be. */
  readonly at: string;
  /** Column of `t` that is its primary key. */
  readonly id: string;
  /** Condition on `t` with its values from $3 on. */
  readonly where?: string;
  readonly values?: readonly unknown[];
}

/** One page by keyset: its cost does not grow with its place, and rows that come in meanwhile shift nothing. Errors: 'bad-request' (after). */
export async function pageOf<Row>(
  pool: ReadPool,
  { name, columns, from, table, at, id, where = 'true', values = [] }: PagedList,
  { limit, after }: PageOf,
): Promise<Page<Row>> {
  if (after !== undefined && !/^[a-z]{3}_[0-9A-Za-z]{1,40}$/.test(after))
    throw new DomainError('bad-request', {
      fields: [{ field: 'after', must: ['must be the next of the page before'] }],
    });
  const text = `SELECT t.${id} AS "pageKey", ${columns} FROM ${from}
     WHERE ${where} AND ($2::text IS NULL OR (t.${at}, t.${id}) < (SELECT c.${at}, c.${id} FROM ${table} c WHERE c.${id} = $2))
     ORDER BY t.${at} DESC, t.${id} DESC LIMIT $1`;
  const rows = await pool.rows<Row & Keyed>({ name, text }, [limit + 1, after ?? null, ...values]);
  const kept = rows.slice(0, limit);
  const next = rows.length > limit ? kept.at(-1)?.pageKey : undefined;
  return { items: kept.map(withoutKey), ...(next !== undefined && { next }) };
}

interface Keyed {
  pageKey: string;
}

function withoutKey<Row>(row: Row & Keyed): Row {
  const item: Row & Partial<Keyed> = { ...row };
  delete item.pageKey;
  return item;
}

/** The same page with every item made into another. */
export const mapPage = <From, To>(page: Page<From>, to: (item: From) => To): Page<To> => ({
  ...page,
  items: page.items.map(to),
});
