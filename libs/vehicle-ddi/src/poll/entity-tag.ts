import { createHash } from 'node:crypto';

/** A strong validator of exactly these bytes, quoted. */
export const entityTagOf = (bytes: string | Uint8Array): string =>
  `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;

/** Does an If-None-Match list name this tag (RFC 9110, 13.1.2)? Weak comparison, as there prescribed. */
export function isListed(list: string | undefined, tag: string): boolean {
  if (list === undefined) return false;
  if (list === tag || list === '*') return true;
  return list.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
