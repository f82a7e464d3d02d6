import type { Pattern } from './filter.js';

/** '*' stands for any text, '\*' for itself; every other character, a lone '\' included, for itself. */
export function parsePattern(text: string): Pattern {
  const parts: string[] = [];
  let part = '';
  for (const [piece] of text.matchAll(/\\\*|\*|\\|[^*\\]+/g)) {
    if (piece === '*') {
      parts.push(part);
      part = '';
    } else part += piece === '\\*' ? '*' : piece;
  }
  return [...parts, part];
}

/** Compares capitals too. Looks at each character a few times only: a regular expression of many stars would take hours on a poll. */
export function fitsPattern(pattern: Pattern, text: string): boolean {
  const [first = '', ...others] = pattern;
  const last = others.pop();
  if (last === undefined) return text === first;
  const end = text.length - last.length;
  if (first.length > end || !text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of others) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= end;
}
