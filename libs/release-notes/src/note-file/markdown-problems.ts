import { DomainError } from '@tidings/vocabulary';
import type { Nodes } from 'mdast';
import { markdownTree } from '../rendering/markdown-tree.js';
import { isSafeLink } from '../rendering/safe-link.js';
import type { NoteProblem } from './note-problem.js';

type Refusal = readonly [problem: string, fix: string];

/** What a text may not contain. The printer would drop it; the author should hear of it first. */
export function markdownProblems(text: string, firstLine: number, longest?: number): readonly NoteProblem[] {
  try {
    return found(markdownTree(text, longest), firstLine);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { problems } = error.facts as { readonly problems: readonly NoteProblem[] };
    return problems.map((each) => ({ ...each, line: each.line + firstLine - 1 }));
  }
}

function found(node: Nodes, firstLine: number): readonly NoteProblem[] {
  const here = refusalOf(node);
  const line = (node.position?.start.line ?? 1) + firstLine - 1;
  const below = 'children' in node ? node.children.flatMap((child) => found(child, firstLine)) : [];
  return here ? [{ line, problem: here[0], fix: here[1] }, ...below] : below;
}

function refusalOf(node: Nodes): Refusal | undefined {
  switch (node.type) {
    case 'html':
      return ['HTML stands in the text', 'Write Markdown; put a sign such as < between backticks'];
    case 'image':
    case 'imageReference':
      return ['An image stands in the text', 'Say it in words; a text carries no images'];
    case 'footnoteDefinition':
    case 'footnoteReference':
      return ['A footnote stands in the text', 'Say it where the reader is'];
    case 'link':
    case 'definition':
      if (isSafeLink(node.url)) return undefined;
      return [
        `The link "${node.url.slice(0, 80)}" leads to a place that is not allowed`,
        'Link to https://... or /...',
      ];
    default:
      return undefined;
  }
}
