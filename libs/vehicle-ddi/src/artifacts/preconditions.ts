import type { Instant } from '@tidings/vocabulary';

/** If-Match: the sha1, quoted or as hawkBit's clients send it unquoted, in a list, or '*'. */
export function isMatch(header: string | undefined, sha1: string): boolean {
  if (header === undefined) return true;
  return header.split(',').some((one) => ['*', sha1, `"${sha1}"`].includes(one.trim()));
}

/** If-Range: is what the client has a part of still what we have? Else it gets the whole (RFC 9110, 13.1.5). */
export function isSameForRange(header: string | undefined, sha1: string, filedAt: Instant): boolean {
  if (header === undefined) return true;
  if ([sha1, `"${sha1}"`].includes(header.trim())) return true;
  // A date has whole seconds.
  return Date.parse(header) === Math.trunc(filedAt / 1000) * 1000;
}
