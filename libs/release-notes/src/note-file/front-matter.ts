import { isMap, LineCounter, parseDocument } from 'yaml';
import { FieldReader } from './field-reader.js';
import type { NoteProblem } from './note-problem.js';

const OPENING = /^---[ \t]*\r?\n/;
const CLOSING = /^---[ \t]*(?:\r?\n|$)/m;

/** A note's file in its two parts. `bodyLine` is the line of the file on which the body begins. */
export interface NoteFileParts {
  readonly fields: FieldReader;
  readonly body: string;
  readonly bodyLine: number;
}

/** Undefined, with a problem noted, when there is no front matter that can be read. */
export function splitFrontMatter(text: string, problems: NoteProblem[]): NoteFileParts | undefined {
  const refuse = (line: number, problem: string, fix: string): void => {
    problems.push({ line, problem, fix });
  };
  const opening = OPENING.exec(text);
  if (!opening)
    return void refuse(1, 'The file does not begin with front matter', 'Write --- on the first line, then the fields');
  const rest = text.slice(opening[0].length);
  const closing = CLOSING.exec(rest);
  if (!closing)
    return void refuse(1, 'The front matter does not end', 'Write --- on a line of its own after the last field');

  const lines = new LineCounter();
  const yaml = rest.slice(0, closing.index);
  const document = parseDocument(yaml, { lineCounter: lines, schema: 'core', uniqueKeys: true, prettyErrors: false });
  // The first line of the YAML is the second of the file.
  const lineAt = (offset: number): number => lines.linePos(offset).line + 1;
  for (const error of document.errors) {
    problems.push({
      line: lineAt(error.pos[0]),
      problem: `The front matter is not readable YAML: ${error.message}`,
      fix: 'Put the value in quotes if it contains ": " or begins with a sign, and indent with spaces',
    });
  }
  if (document.errors.length > 0) return undefined;
  if (!isMap(document.contents))
    return void refuse(2, 'The front matter has no fields', 'Write one field per line, such as language: en-GB');
  return {
    fields: new FieldReader(document.contents, { path: '', line: 2, lineAt, problems }),
    body: rest.slice(closing.index + closing[0].length),
    bodyLine: rest.slice(0, closing.index + closing[0].length).split('\n').length + 1,
  };
}
