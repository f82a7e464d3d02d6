/** What a Range header asks of `size` bytes; `start` and `end` inclusive. */
export type AskedBytes =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'not-there' };

const WHOLE: AskedBytes = { kind: 'whole' };
const NOT_THERE: AskedBytes = { kind: 'not-there' };

/**
 * One range of bytes (RFC 9110, 14.1.2; DDI section 9). Never 'whole' for a header that asks for a part: a client that resumes
 * writes what comes behind what it has, and 200 would corrupt its file. So bad and several ranges are 'not-there' (416).
 */
export function askedBytes(header: string | undefined, size: number): AskedBytes {
  if (header === undefined) return WHOLE;
  const match = /^bytes=\s*(\d{0,16})-(\d{0,16})\s*$/i.exec(header);
  if (!match) return NOT_THERE;
  const [, from, to] = match as unknown as readonly [string, string, string];
  if (from === '') return lastBytes(to, size);
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end && start < size ? { kind: 'part', start, end } : NOT_THERE;
}

function lastBytes(count: string, size: number): AskedBytes {
  const length = Math.min(Number(count), size);
  return count === '' || length === 0 ? NOT_THERE : { kind: 'part', start: size - length, end: size - 1 };
}
