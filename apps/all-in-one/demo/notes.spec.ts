import { describe, expect, it } from '@jest/globals';
import { completeness, MARKETS, parseNote, readiness, renderNote, type ReleaseNote } from '@tidings/release-notes';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LANGUAGES = ['en-GB', 'fr-FR', 'sv-SE', 'de-DE'];
const RELEASES = ['asterion-4.2', 'asterion-4.2.1'];

const fileText = (release: string, language: string): string =>
  readFileSync(join(import.meta.dirname, 'notes', release, `${language}.md`), 'utf8');

/** What must be the same whoever translates: which parts there are, and every typed fact. */
const bones = ({ release, purpose, criticality, execution, improvements, chapters, ...note }: ReleaseNote) => ({
  release,
  purpose,
  criticality,
  answers: Object.keys(execution).filter((key) => execution[key as keyof typeof execution] !== undefined),
  minutes: [execution.time?.minutes, execution.time?.mostMinutes, execution.time?.basis],
  refusal: [execution.refusal?.isAllowed, execution.refusal?.deferUntil],
  improvements: improvements.map(({ key, kind, impact, sections, appliesTo, endsOn }) => {
    return { key, kind, impact, sections: sections.map(({ name }) => name), appliesTo, endsOn };
  }),
  chapters: chapters.map(({ key }) => key),
  essentials: note.essentials.length,
  knownIssues: note.knownIssues.map(({ key, appliesTo }) => ({ key, appliesTo })),
  until: note.askUs?.until,
  correction: [note.correction?.kind, note.correction?.at],
});

describe.each(RELEASES)('the demo note of %s', (release) => {
  const original = parseNote(fileText(release, 'en-GB'));

  it.each(LANGUAGES)('is complete in %s and can be rendered', (language) => {
    const note = parseNote(fileText(release, language));
    expect(note.language).toBe(language);
    expect(completeness(note)).toEqual([]);
    expect(renderNote(note).hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(LANGUAGES)('says in %s neither more nor less than the English text', (language) => {
    expect(bones(parseNote(fileText(release, language)))).toEqual(bones(original));
  });

  it('opens the markets that read one of its four languages', () => {
    const ready = Object.keys(MARKETS).filter((market) => readiness(market, LANGUAGES).kind === 'ready');
    expect(ready).toEqual(['GB', 'IE', 'FR', 'LU', 'SE', 'DE', 'AT']);
  });

  it('keeps French signs and numbers together with a narrow no-break space', () => {
    // The title and the glance are given texts and carry an ordinary space before their colon.
    const text = fileText(release, 'fr-FR').replace(/^(title|summary|glance): .*$/gm, '');
    const prose = text.replace(/^\s*(- )?[a-z-]+: ?/gm, '');
    expect(prose).not.toMatch(/ [;:!?»%]|« |\d (?:\d|km|kWh|kW|°C|minutes|ms)/);
  });

  it.each(['sv-SE', 'de-DE'])('keeps numbers and units together in %s', (language) => {
    expect(fileText(release, language)).not.toMatch(/\d (?:%|\d{3}|km|kWh|kW|°C|minuter|Minuten|ms)\b/);
  });
});
