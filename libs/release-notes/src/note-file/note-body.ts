import { LONGEST_MARKDOWN, markdownTree } from '../rendering/markdown-tree.js';
import type { NoteProblem } from './note-problem.js';

/** '## key' and the '### name' parts below it. `text` is what stands between the heading and the first part. */
export interface BodyPart {
  readonly key: string;
  readonly line: number;
  readonly text: string;
  readonly sections: readonly BodySection[];
}

export interface BodySection {
  readonly name: string;
  readonly line: number;
  readonly text: string;
}

interface Heading {
  readonly depth: number;
  readonly words: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Cuts a body at its headings of the second and third level. The body is known to parse (see markdownProblems). */
export function cutBody(body: string, firstLine: number, problems: NoteProblem[]): readonly BodyPart[] {
  const headings = headingsOf(body, firstLine);
  const lead = body.slice(0, headings[0]?.from ?? body.length);
  if (lead.trim() !== '') {
    problems.push({ line: firstLine, problem: 'Text stands before the first heading', fix: 'Begin with ## and a key' });
  }
  const parts: (BodyPart & { readonly sections: BodySection[] })[] = [];
  headings.forEach((heading, at) => {
    const text = body.slice(heading.to, headings[at + 1]?.from ?? body.length).trim();
    const { words, line } = heading;
    if (text.length > LONGEST_MARKDOWN) {
      problems.push({
        line,
        problem: `The text under "${words}" is too long`,
        fix: `Write at most ${LONGEST_MARKDOWN} characters`,
      });
    }
    if (heading.depth === 2) parts.push({ key: words, line, text, sections: [] });
    else if (heading.depth === 3 && parts.length > 0) parts.at(-1)!.sections.push({ name: words, line, text });
    else
      problems.push({
        line,
        problem: `The heading "${words}" is out of place`,
        fix: 'Write ## and a key, then ### and a part',
      });
  });
  return parts;
}

function headingsOf(body: string, firstLine: number): readonly Heading[] {
  return markdownTree(body, body.length).children.flatMap((node) => {
    if (node.type !== 'heading' || node.depth > 3 || !node.position) return [];
    const { start, end } = node.position;
    const [from, to] = [start.offset ?? 0, end.offset ?? 0];
    const words = body.slice(from, to).replace(/^#+\s*|\s*#*$/g, '');
    return [{ depth: node.depth, words, line: start.line + firstLine - 1, from, to }];
  });
}
