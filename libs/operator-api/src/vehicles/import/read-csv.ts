import type { Readable } from 'node:stream';
import { CsvRecords } from './csv-records.js';
import { Collected, LONGEST_LINE, type ReadLines } from './read-lines.js';
import { textLines } from './text-lines.js';
import { columnsIn, type VehicleColumns } from './vehicle-columns.js';

/**
 * RFC 4180: the first record names the columns; a record has the number of the line on which it ends. Errors: 'bad-request'
 * { fields: columns } when one is unknown or the name is missing.
 */
export async function* readCsv(bytes: Readable): AsyncGenerator<ReadLines> {
  const records = new CsvRecords(LONGEST_LINE);
  const collected = new Collected();
  let columns: VehicleColumns | undefined;
  let last = 0;
  for await (const lines of textLines(bytes, LONGEST_LINE))
    for (const { line, text } of lines) {
      last = line;
      const cells = records.take(line === 1 ? text?.replace(/^\uFEFF/, '') : text);
      if (cells === undefined) continue;
      if ('why' in cells) collected.add(line, faulty(cells.why));
      else if (columns === undefined) columns = columnsIn(cells);
      else collected.add(line, columns.vehicleIn(cells));
      if (collected.isFull) yield collected.take();
    }
  const cut = records.end();
  if (columns === undefined) columnsIn([]);
  if (cut) collected.add(last, faulty(cut.why));
  if (!collected.isEmpty) yield collected.take();
}

const faulty = (why: string) => ({ controllerId: '', field: 'line', why });
