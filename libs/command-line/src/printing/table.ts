/** A column: its heading, and what stands in it. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** Numbers stand right, so that their digits do. */
  readonly align?: 'right';
}

const GAP = '  ';

/** Lines of aligned columns under their headings, nothing behind the last character. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] {
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
  const widths = columns.map(({ head }, i) => Math.max(head.length, ...cells.map((line) => line[i]!.length)));
  const lineOf = (texts: readonly string[]): string =>
    texts
      .map((text, i) => (columns[i]!.align === 'right' ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)))
      .join(GAP)
      .trimEnd();
  return [lineOf(columns.map(({ head }) => head)), ...cells.map(lineOf)];
}
