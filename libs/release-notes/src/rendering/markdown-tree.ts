import { DomainError } from '@tidings/vocabulary';
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** One part of a note; the longest part people wrote in the pilot texts has 900 characters. */
export const LONGEST_MARKDOWN = 20_000;
/** Lists in lists in quotes: people stop at four, an attacker does not, and the printers below recurse. */
const DEEPEST = 24;

// A single tilde stays a tilde: owners read "~40 km", not struck-out text.
const reader = unified().use(remarkParse).use(remarkGfm, { singleTilde: false });

/** Errors: 'note-not-valid' when the text is longer than `longest` characters or nested deeper than anyone can read. */
export function markdownTree(text: string, longest = LONGEST_MARKDOWN): Root {
  if (text.length > longest) {
    throw tooMuch('The text is too long', `Write at most ${longest} characters`);
  }
  // Every level costs a character of the line that opens it, and micromark's time grows with its square.
  if (/^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){25}/m.test(text)) throw tooDeep();
  const root = reader.parse(text);
  let level: readonly Nodes[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw tooDeep();
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return root;
}

const tooDeep = (): DomainError =>
  tooMuch('Lists or quotations are nested too deeply', 'Write them one after the other');

const tooMuch = (problem: string, fix: string): DomainError =>
  new DomainError('note-not-valid', { problems: [{ line: 1, problem, fix }] });
