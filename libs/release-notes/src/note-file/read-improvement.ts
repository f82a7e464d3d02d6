import { IMPACTS, IMPROVEMENT_KINDS, SECTION_NAMES, type Improvement, type NoteSection } from '../release-note.js';
import type { BodyParts } from './body-parts.js';
import type { FieldReader } from './field-reader.js';
import { KEY, readApplicability } from './read-parts.js';

/** An entry of 'improvements' with its '## key' part of the body. */
export function readImprovement(fields: FieldReader, parts: BodyParts): Improvement {
  const key = fields.matching('key', KEY, 'battery-warm-up');
  if (parts.isTaken(key)) fields.refuse('key', `"${key}" is already the key of another part`, 'Give each its own key');
  const improvement: Improvement = {
    key,
    kind: fields.oneOf('kind', IMPROVEMENT_KINDS),
    impact: fields.oneOf('impact', IMPACTS),
    title: fields.line('title', 90),
    short: fields.line('short'),
    sections: readSections(key, parts),
    appliesTo: readApplicability(fields),
    endsOn: fields.optionalDay('ends-on'),
  };
  refuseWhatHides(improvement, fields);
  fields.refuseOthers();
  return improvement;
}

function readSections(key: string, parts: BodyParts): readonly NoteSection[] {
  const part = parts.take(key);
  if (!part) return [];
  if (part.text !== '')
    parts.refuse(part.line, `Text stands directly under "${key}"`, 'Put it under ### why or another part');
  const seen = new Set<string>();
  return part.sections.flatMap(({ name: words, line, text }) => {
    const name = SECTION_NAMES.find((each) => each === words);
    if (!name)
      parts.refuse(line, `"${words}" is not a part of an improvement`, `Write one of ${SECTION_NAMES.join(', ')}`);
    if (text === '') parts.refuse(line, `"${words}" is empty`, 'Write its text or remove the heading');
    if (seen.has(words)) parts.refuse(line, `"${words}" stands twice`, 'Put both texts under one');
    seen.add(words);
    return name ? [{ name, text }] : [];
  });
}

/** What gets worse or disappears must be said in so many words. */
function refuseWhatHides({ kind, impact, sections, endsOn }: Improvement, fields: FieldReader): void {
  const tells = (...names: readonly string[]): boolean => sections.some(({ name }) => names.includes(name));
  if ((impact === 'worse' || impact === 'mixed') && !tells('what-you-lose', 'what-changes', 'cost')) {
    fields.refuse(
      'impact',
      `is ${impact}, and the text does not say what gets worse`,
      'Add ### what-you-lose, ### what-changes or ### cost',
    );
  }
  if (kind !== 'removed') return;
  if (!tells('alternative'))
    fields.refuse('kind', 'is removed, and no alternative is named', 'Add ### alternative; say so if there is none');
  if (endsOn === undefined) fields.refuse('ends-on', 'is missing', 'Write the day on which it stops, like 2026-12-31');
}
