import {
  CORRECTION_KINDS,
  type Applicability,
  type AskUs,
  type Chapter,
  type CorrectionNotice,
} from '../release-note.js';
import type { Essential, KnownIssue } from '../release-note.js';
import type { BodyParts } from './body-parts.js';
import type { FieldReader } from './field-reader.js';

/** What may stand in a URL after '#'. */
export const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/;

export function readEssential(fields: FieldReader): Essential {
  const essential = { term: fields.line('term', 60), text: fields.markdown('text') };
  fields.refuseOthers();
  return essential;
}

/** An entry of 'chapters' with its '## key' part, which may end in '### technical'. */
export function readChapter(fields: FieldReader, parts: BodyParts): Chapter {
  const key = fields.matching('key', KEY, 'when-will-my-car-get-it');
  if (parts.isTaken(key)) fields.refuse('key', `"${key}" is already the key of another part`, 'Give each its own key');
  const title = fields.line('title', 90);
  fields.refuseOthers();
  const part = parts.take(key);
  if (!part?.text) fields.refuse('key', `"${key}" has no text`, `Write it under ## ${key}`);
  for (const { name, line } of part?.sections ?? []) {
    if (name !== 'technical')
      parts.refuse(line, `"${name}" is not a part of a chapter`, 'Write ### technical, or no heading');
  }
  return {
    key,
    title,
    text: part?.text ?? '',
    technical: part?.sections.find(({ name }) => name === 'technical')?.text,
  };
}

export function readKnownIssue(fields: FieldReader): KnownIssue {
  const issue = {
    key: fields.matching('key', KEY, 'dark-first-start'),
    text: fields.markdown('text'),
    appliesTo: readApplicability(fields),
  };
  fields.refuseOthers();
  return issue;
}

export function readApplicability(fields: FieldReader): Applicability | undefined {
  const models = fields.lines('models');
  return models && { models };
}

export function readAskUs(fields: FieldReader | undefined): AskUs | undefined {
  if (!fields) return undefined;
  const askUs = { text: fields.markdown('text'), until: fields.optionalDay('until') };
  fields.refuseOthers();
  return askUs;
}

export function readCorrection(fields: FieldReader | undefined): CorrectionNotice | undefined {
  if (!fields) return undefined;
  const correction: CorrectionNotice = {
    kind: fields.oneOf('kind', CORRECTION_KINDS),
    at: fields.matching('at', AT, '2026-11-22T10:40:00+01:00'),
    text: fields.markdown('text'),
  };
  fields.refuseOthers();
  return correction;
}
