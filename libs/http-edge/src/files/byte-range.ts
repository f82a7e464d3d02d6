/** `start` and `end` inclusive. */
export interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

/** What a Range header asks for; several parts are sorted, do not overlap, and are at least two. */
export type AskedBytes =
  | { readonly kind: 'whole' }
  | ({ readonly kind: 'part' } & ByteSpan)
  | { readonly kind: 'parts'; readonly parts: readonly ByteSpan[] }
  | { readonly kind: 'not-there' };

const NOT_THERE: AskedBytes = { kind: 'not-there' };
/** Each is read for itself, and a client that resumes has one: RFC 9110, 14.2 warns of many small ones. */
const PARTS_AT_MOST = 100;

/**
 * What a Range header asks of `size` bytes (RFC 9110, 14.1.2; DDI section 9). Never 'whole' for a header that asks for a part: a client that
 * resumes writes what comes behind what it has, and 200 would corrupt its file. So whatever is bad or overlaps is 'not-there' (416).
 */
export function askedBytes(header: string | undefined, size: number): AskedBytes {
  if (header === undefined) return { kind: 'whole' };
  const [, list] = /^bytes=(.*)$/i.exec(header) ?? [];
  const ranges = list?.split(',') ?? [];
  const spans = ranges.map((range) => spanOf(range.trim(), size)).filter((span) => span !== undefined);
  if (spans.length !== ranges.length || spans.length > PARTS_AT_MOST) return NOT_THERE;
  const parts = spans.toSorted((one, other) => one.start - other.start);
  if (parts.some(({ start }, n) => n > 0 && start <= parts[n - 1]!.end)) return NOT_THERE;
  const [only] = parts;
  if (!only) return NOT_THERE;
  return parts.length === 1 ? { kind: 'part', ...only } : { kind: 'parts', parts };
}

function spanOf(range: string, size: number): ByteSpan | undefined {
  const match = /^(\d{0,16})-(\d{0,16})$/.exec(range);
  if (!match) return undefined;
  const [, from, to] = match as unknown as readonly [string, string, string];
  if (from === '') return lastBytes(to, size);
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end && start < size ? { start, end } : undefined;
}

function lastBytes(count: string, size: number): ByteSpan | undefined {
  const length = Math.min(Number(count), size);
  return count === '' || length === 0 ? undefined : { start: size - length, end: size - 1 };
}
