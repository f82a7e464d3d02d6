import type { ReadPool } from '@tidings/postgres';
import { type RowContent, rowOf, sealedKind, type SealedKindName, type SealedRow } from '@tidings/update-trust';

/** A row by its key and all its columns. */
export interface RowOnRecord {
  readonly row: SealedRow;
  readonly content: RowContent;
}

const AT_ONCE = 200;

/** Every row of a kind, some at a time. */
export async function* sealedRows(pool: ReadPool, kind: SealedKindName): AsyncGenerator<RowOnRecord> {
  const { table, key } = sealedKind(kind);
  const columns = key.map((column) => `t."${column}"`).join(', ');
  const behind = key.map((_, at) => `$${at + 1}`).join(', ');
  for (let last: readonly (string | number)[] | undefined; ;) {
    const where = last === undefined ? '' : `WHERE (${columns}) > (${behind})`;
    const text = `SELECT content_of(t) AS content FROM "${table}" t ${where} ORDER BY ${columns} LIMIT ${AT_ONCE}`;
    const page = await pool.rows<{ content: RowContent }>({ text }, last ?? []);
    for (const { content } of page) yield { row: rowOf(kind, content), content };
    if (page.length < AT_ONCE) return;
    last = rowOf(kind, page.at(-1)!.content).slice(1);
  }
}

/** One row as it is now. */
export async function contentOf(pool: ReadPool, [kind, ...key]: SealedRow): Promise<RowContent | undefined> {
  const { table, key: columns } = sealedKind(kind);
  const is = columns.map((column, at) => `t."${column}" = $${at + 1}`).join(' AND ');
  const text = `SELECT content_of(t) AS content FROM "${table}" t WHERE ${is}`;
  return (await pool.one<{ content: RowContent }>({ text }, key))?.content;
}
