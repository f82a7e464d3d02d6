import type { Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { columnsIn, type VehicleColumns } from './vehicle-columns.js';
import { Collected, LONGEST_LINE, type ReadLines } from './read-lines.js';

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

/** A line of which no cells could be read. */
interface Skipped {
  readonly line: number;
  readonly why: string;
}

/** RFC 4180: the first line names the columns. Errors: 'bad-request' { fields: columns } when one is unknown or the name is missing. */
export async function* readCsv(bytes: Readable): AsyncGenerator<ReadLines> {
  const skipped: Skipped[] = [];
  const parser = parse({
    bom: true,
    skip_empty_lines: true,
    // Lines of the wrong length are told by us, with their number; the others go in.
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_LINE,
    info: true,
    on_skip: (error) => void skipped.push(skippedLine(error)),
  });
  bytes.once('error', (error) => parser.destroy(error));
  bytes.pipe(parser);
  const collected = new Collected();
  let columns: VehicleColumns | undefined;
  for await (const { record: cells, info } of parser as AsyncIterable<Parsed>) {
    if (columns === undefined) {
      columns = columnsIn(cells);
      continue;
    }
    collected.add(info.lines, columns.vehicleIn(cells));
    for (const { line, why } of skipped.splice(0)) collected.add(line, faulty(why));
    if (collected.isFull) yield collected.take();
  }
  if (columns === undefined) columnsIn([]);
  for (const { line, why } of skipped) collected.add(line, faulty(why));
  if (!collected.isEmpty) yield collected.take();
}

const faulty = (why: string) => ({ controllerId: '', field: 'line', why });

function skippedLine(error: CsvError | undefined): Skipped {
  const line = typeof error?.['lines'] === 'number' ? error['lines'] : 0;
  return { line, why: FAULTS[error?.code ?? ''] ?? 'must be CSV as in RFC 4180: check its quotes and commas' };
}

const FAULTS: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: `must have at most ${LONGEST_LINE} characters: is a quote not closed?`,
  CSV_QUOTE_NOT_CLOSED: 'has a quote that is not closed',
};
