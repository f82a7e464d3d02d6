import { DomainError } from './domain-error.js';

const GRAMMAR = /^\d{1,9}(\.\d{1,9}){0,5}(-[0-9A-Za-z]{1,16}(\.[0-9A-Za-z]{1,16}){0,4})?$/;

/**
 * Sortable text of a version: plain string order (and SQL order in the C collation) is version order.
 * Trailing zeros do not count (4.2 = 4.2.0); a pre-release sorts before its release (4.2-rc1 < 4.2).
 * Errors: 'bad-version' when the text is not of the form 1.2.3 or 1.2.3-rc.1.
 */
export function versionKey(version: string): string {
  if (!GRAMMAR.test(version)) throw new DomainError('bad-version', { version });
  const cut = version.indexOf('-');
  const numbers = (cut < 0 ? version : version.slice(0, cut)).split('.').map(Number);
  while (numbers.length > 1 && numbers.at(-1) === 0) numbers.pop();
  const head = numbers.map((n) => String(n).padStart(9, '0')).join('.');
  // Order needed: '4.2-rc' < '4.2' < '4.2.1'. ASCII gives '!' < '#' < '.', so these close the number part.
  if (cut < 0) return `${head}#`;
  const tail = version
    .slice(cut + 1)
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? part.padStart(16, '0') : part));
  return `${head}!${tail.join('.')}`;
}

/** The versionKey, or undefined for what is no version: in a vehicle that is a missing fact. */
export function keyOfVersion(version: string): string | undefined {
  const known = keys.get(version);
  if (known !== undefined) return known;
  if (!GRAMMAR.test(version)) return undefined;
  const key = versionKey(version);
  if (keys.size < KEYS_AT_MOST) keys.set(version, key);
  return key;
}

// A fleet runs few versions and an import asks for the key of each of its vehicles several times.
const keys = new Map<string, string>();
const KEYS_AT_MOST = 10_000;

/** Negative when a is older than b, 0 when they are the same, positive when newer. Errors: 'bad-version'. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [versionKey(a), versionKey(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
