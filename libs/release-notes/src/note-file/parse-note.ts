import { DomainError } from '@tidings/vocabulary';
import { GLANCE_LENGTH, HEADLINE_LENGTH, CRITICALITIES, PURPOSES, type ReleaseNote } from '../release-note.js';
import { textLength } from '../text-length.js';
import { visibleText } from '../rendering/visible-text.js';
import { splitFrontMatter, type NoteFileParts } from './front-matter.js';
import { markdownProblems } from './markdown-problems.js';
import { cutBody } from './note-body.js';
import type { NoteProblem } from './note-problem.js';
import { BodyParts } from './body-parts.js';
import { readAskUs, readChapter, readCorrection, readEssential, readKnownIssue } from './read-parts.js';
import { readExecution } from './read-execution.js';
import { readImprovement } from './read-improvement.js';

/** The longest note with four depths in the pilot had 30,000 characters. */
const LONGEST_FILE = 200_000;
/** RFC 5646 language, script and region, in their usual case. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;
/** 'Asterion 4.2 — Ready ...': an em or en dash between spaces, as the language writes it. */
const TITLE = /^(?<name>\S.{0,59}?) [—–] (?<headline>\S.*)$/u;

/**
 * A note's file, Markdown with YAML front matter, to one language edition of a release note.
 * Errors: 'note-not-valid' with facts { problems: NoteProblem[] }, every problem of the file at once, in the order of its lines.
 */
export function parseNote(text: string): ReleaseNote {
  const problems: NoteProblem[] = [];
  const note = readNote(text, problems);
  if (!note || problems.length > 0) {
    throw new DomainError('note-not-valid', { problems: problems.sort((a, b) => a.line - b.line) });
  }
  return note;
}

function readNote(text: string, problems: NoteProblem[]): ReleaseNote | undefined {
  if (text.length > LONGEST_FILE) {
    problems.push({ line: 1, problem: 'The file is too long', fix: `Write at most ${LONGEST_FILE} characters` });
    return undefined;
  }
  problems.push(...invisibleSigns(text));
  const parts = splitFrontMatter(text, problems);
  if (!parts) return undefined;
  const bodyProblems = markdownProblems(parts.body, parts.bodyLine, LONGEST_FILE);
  problems.push(...bodyProblems);
  return bodyProblems.length > 0 ? undefined : readParts(parts, problems);
}

function readParts({ fields, body, bodyLine }: NoteFileParts, problems: NoteProblem[]): ReleaseNote {
  const parts = new BodyParts(cutBody(body, bodyLine, problems), problems);
  const title = fields.line('title');
  const { name = '', headline = '' } = TITLE.exec(title)?.groups ?? {};
  if (title !== '' && headline === '')
    fields.refuse('title', 'has no headline', 'Write it like Asterion 4.2 — Ready when you arrive');
  if (textLength(headline) > HEADLINE_LENGTH) {
    fields.refuse(
      'title',
      `has a headline of ${textLength(headline)} characters`,
      `Write at most ${HEADLINE_LENGTH} after the dash`,
    );
  }
  const note: ReleaseNote = {
    release: fields.matching('release', /^[a-z0-9]+([.-][a-z0-9]+)*$/, 'asterion-4.2'),
    language: fields.matching('language', LANGUAGE, 'en-GB'),
    title,
    name,
    headline,
    summary: fields.line('summary'),
    glance: fields.line('glance', GLANCE_LENGTH),
    purpose: fields.oneOf('purpose', PURPOSES),
    criticality: fields.oneOf('criticality', CRITICALITIES),
    execution: readExecution(fields.optionalFields('before-you-install')),
    essentials: fields.list('essentials').map(readEssential),
    improvements: fields.list('improvements').map((each) => readImprovement(each, parts)),
    chapters: fields.list('chapters').map((each) => readChapter(each, parts)),
    knownIssues: fields.list('known-issues').map(readKnownIssue),
    askUs: readAskUs(fields.optionalFields('ask-us')),
    correction: readCorrection(fields.optionalFields('correction')),
  };
  if (note.criticality !== 'normal' && !['security', 'safety', 'recall'].includes(note.purpose)) {
    fields.refuse(
      'criticality',
      `is ${note.criticality} for a ${note.purpose} release`,
      'Write normal: only security, safety and recall may press',
    );
  }
  fields.refuseOthers();
  parts.refuseOthers();
  return note;
}

const invisibleSigns = (text: string): readonly NoteProblem[] =>
  text.split('\n').flatMap((line, at) => {
    const plain = line.replace(/\r$/, '');
    if (visibleText(plain) === plain) return [];
    return [
      {
        line: at + 1,
        problem: 'The line contains invisible signs',
        fix: 'Type the line anew: a copy may carry signs that turn text around',
      },
    ];
  });
