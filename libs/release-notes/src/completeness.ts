import { GLANCE_LENGTH, HEADLINE_LENGTH, type ReleaseNote } from './release-note.js';
import { textLength } from './text-length.js';

/** What a note must say before any car may be offered its release; the words are the names of the fields in its file. */
export type RequiredField =
  'headline' | 'summary' | 'glance' | 'why' | 'changes' | 'time' | 'unavailable' | 'instructions' | 'refusal';

/** Says something, in at most so many characters. */
const says = (text: string | undefined, longest = Number.POSITIVE_INFINITY): boolean =>
  text !== undefined && text.trim() !== '' && textLength(text) <= longest;

const CHECKS: Readonly<Record<RequiredField, (note: ReleaseNote) => boolean>> = {
  headline: (note) => says(note.headline, HEADLINE_LENGTH),
  summary: (note) => says(note.summary),
  glance: (note) => says(note.glance, GLANCE_LENGTH),
  // UN R156 7.2.2.2 (a)
  why: ({ execution }) => says(execution.why),
  // (b): said in one answer, or improvement by improvement
  changes: ({ execution, improvements }) =>
    says(execution.changes) || (improvements.length > 0 && improvements.every(({ short }) => says(short))),
  // (c)
  time: ({ execution: { time } }) => time !== undefined && time.minutes > 0 && says(time.text),
  // (d)
  unavailable: ({ execution }) => says(execution.unavailable),
  // (e)
  instructions: ({ execution }) => says(execution.instructions),
  // Not in the regulation: an owner who decides must know whether there is a choice and what it means.
  refusal: ({ execution: { refusal } }) => says(refusal?.answer) && says(refusal?.consequence),
};

/** The fields this language edition still lacks (or that are too long to show), in the order of the file; none: complete. */
export const completeness = (note: ReleaseNote): readonly RequiredField[] =>
  (Object.keys(CHECKS) as RequiredField[]).filter((field) => !CHECKS[field](note));
