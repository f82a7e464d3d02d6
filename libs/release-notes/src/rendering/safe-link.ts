// Nobody can register a name under .invalid (RFC 2606): a link that stays there is relative.
const HERE = 'https://here.invalid/';
/** Controls, slashes and backslashes in disguise: no address people write has them, and servers disagree on what they mean. */
const DISGUISED = /%(?:[01].|7f|2f|5c)/i;

/**
 * True for links that may stand on an owner's page: https with a host and no user name, or relative to our own pages.
 * Protocol-relative links ('//host', '/\host') and every other scheme are false, however they are written.
 */
export function isSafeLink(href: string): boolean {
  if (!/^[\x21-\x5b\x5d-\x7e\u{a0}-\u{10ffff}]{1,2000}$/u.test(href) || DISGUISED.test(href)) return false;
  const url = URL.canParse(href, HERE) ? new URL(href, HERE) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  return url.href.startsWith(HERE) ? !/^[a-z][a-z0-9+.-]*:/i.test(href) : /^https:\/\/[^/]/i.test(href);
}
