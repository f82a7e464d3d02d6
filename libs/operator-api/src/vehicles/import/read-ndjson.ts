import type { Readable } from 'node:stream';
import { Collected, LONGEST_LINE, type ReadLines, type ReadVehicle } from './read-lines.js';
import { textLines } from './text-lines.js';
import { vehicleInObject } from './vehicle-in-object.js';

/** One JSON object a line; empty lines count and say nothing. */
export async function* readNdjson(bytes: Readable): AsyncGenerator<ReadLines> {
  const collected = new Collected();
  for await (const lines of textLines(bytes, LONGEST_LINE))
    for (const { line, text } of lines) {
      const read = readLine(line === 1 ? text?.replace(/^\uFEFF/, '') : text);
      if (read) collected.add(line, read);
      if (collected.isFull) yield collected.take();
    }
  if (!collected.isEmpty) yield collected.take();
}

function readLine(text: string | undefined): ReadVehicle | undefined {
  if (text === undefined)
    return { controllerId: '', field: 'line', why: `must have at most ${LONGEST_LINE} characters` };
  if (text.trim() === '') return undefined;
  try {
    return vehicleInObject(JSON.parse(text));
  } catch {
    return { controllerId: '', field: 'line', why: 'must be one JSON object: {"controllerId": "...", ...}' };
  }
}
