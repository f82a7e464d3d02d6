import type { Instant } from '@tidings/vocabulary';

/** What is known of a file without its bytes. */
export interface FileIdentity {
  /** Without quotes. */
  readonly entityTag: string;
  readonly filedAt: Instant;
}

/** If-Match: the tag, quoted or as hawkBit's clients send it unquoted, in a list, or '*'. */
export function isMatch(header: string | undefined, { entityTag }: FileIdentity): boolean {
  return header === undefined || isListed(header, entityTag);
}

/** If-None-Match, and only without it If-Modified-Since (RFC 9110, 13.2.2): has the asker these very bytes already? */
export function isHeld(
  headers: { readonly 'if-none-match'?: string | undefined; readonly 'if-modified-since'?: string | undefined },
  { entityTag, filedAt }: FileIdentity,
): boolean {
  if (headers['if-none-match'] !== undefined) return isListed(headers['if-none-match'], entityTag);
  const since = headers['if-modified-since'];
  return since !== undefined && Date.parse(since) >= wholeSeconds(filedAt);
}

/** If-Range: is what the client has a part of still what we have? Else it gets the whole (RFC 9110, 13.1.5). */
export function isSameForRange(header: string | undefined, { entityTag, filedAt }: FileIdentity): boolean {
  if (header === undefined) return true;
  if ([entityTag, `"${entityTag}"`].includes(header.trim())) return true;
  return Date.parse(header) === wholeSeconds(filedAt);
}

/** Weakly compared, as If-None-Match is; for If-Match we never gave a weak one. */
const isListed = (header: string, entityTag: string): boolean =>
  header.split(',').some((one) => ['*', entityTag, `"${entityTag}"`, `W/"${entityTag}"`].includes(one.trim()));

/** As a date in a header has them. */
const wholeSeconds = (at: Instant): number => Math.trunc(at / 1000) * 1000;
