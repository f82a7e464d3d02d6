import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvRecords } from './csv-records.js';

/** What comes out, with the number of the line after which it does. */
function recordsOf(text: string, longest = 1_000): readonly (readonly [number, unknown])[] {
  const records = new CsvRecords(longest);
  const lines = text.split('\n');
  const taken = lines.map((line, index) => [index + 1, records.take(line)] as const);
  return [...taken, [lines.length, records.end()] as const].filter(([, record]) => record !== undefined);
}

const aCell = fc.array(fc.constantFrom('a', 'ö', ' ', ',', '"', '\n', '\r\n', ';', ''), { maxLength: 6 });
const written = (cell: string, isQuoted: boolean): string =>
  isQuoted || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

describe('records of CSV', () => {
  it('are what a full reader of RFC 4180 reads, whatever is in quotes', () => {
    const aRow = fc.array(fc.tuple(aCell, fc.boolean()), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(aRow, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const text = rows.map((row) => row.map(([cell, isQuoted]) => written(cell.join(''), isQuoted)).join(',') + end);
        const oracle = parse(text.join(''), {
          relax_column_count: true,
          skip_empty_lines: true,
          record_delimiter: end,
        });
        expect(recordsOf(text.join('')).map(([, record]) => record)).toEqual(oracle);
      }),
    );
  });

  it('are faulty alone when their quotes are wrong, and the next is read', () => {
    const text = 'a,b\n1,Ve"ga\n"x"y,2\n"two\nlines",3\n"a"b\n4,5\n';
    expect(recordsOf(text)).toMatchObject([
      [1, ['a', 'b']],
      [2, { why: expect.stringContaining('RFC 4180') }],
      [3, { why: expect.stringContaining('RFC 4180') }],
      [5, ['two\nlines', '3']],
      [6, { why: expect.stringContaining('RFC 4180') }],
      [7, ['4', '5']],
    ]);
  });

  it('of which a quote is never closed end, and are no longer than the longest', () => {
    expect(recordsOf('a\n1,"2\n3')).toEqual([
      [1, ['a']],
      [3, { why: 'has a quote that is not closed' }],
    ]);
    const [first] = recordsOf(`"${'x\n'.repeat(60)}`, 100);
    expect(first).toMatchObject([51, { why: expect.stringContaining('at most 100') }]);
  });
});
