import { NotHere } from './not-here.js';

/** swupdate reads ids as 32-bit integers (`json_object_get_int`), so we never give away a greater one. */
const GREATEST = 2 ** 31 - 1;

/** A number out of an address. Errors: NotHere for whatever we never gave away. */
export function wireNumberOf(text: string): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= GREATEST)) throw new NotHere();
  return number;
}
