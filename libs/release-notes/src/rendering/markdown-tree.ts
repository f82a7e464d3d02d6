import { DomainError } from '@tidings/vocabulary';
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** One part of a note; the longest part people wrote so far has 900 characters. */
export const LONGEST_MARKDOWN = 20_000;
/** Lists in lists in quotes: people stop at four, an attacker does not, and the printers recurse. */
const DEEPEST = 24;
/** A line that opens more than that. Found before parsing, because the parser's time grows with the square of the depth. */
const DEEP_LINE = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){25}/m;

// A single tilde stays a tilde: owners read "~40 km", not struck-out text.
const reader = unified().use(remarkParse).use(remarkGfm, { singleTilde: false });

/** Errors: 'note-not-valid' when the text is longer than `longest` characters or nested deeper than anyone can read. */
export function markdownTree(text: string, longest = LONGEST_MARKDOWN): Root {
  if (text.length > longest) throw notValid(1, 'The text is too long', `Write at most ${longest} characters`);
  const deep = DEEP_LINE.exec(text);
  if (deep) throw tooDeep(text.slice(0, deep.index).split('\n').length);
  const root = reader.parse(text);
  let level: readonly Nodes[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw tooDeep(level[0]?.position?.start.line ?? 1);
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return root;
}

const tooDeep = (line: number): DomainError =>
  notValid(line, 'Lists, quotations or signs of emphasis are nested too deeply', 'Write them one after the other');

const notValid = (line: number, problem: string, fix: string): DomainError =>
  new DomainError('note-not-valid', { problems: [{ line, problem, fix }] });
