import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '@tidings/vocabulary';
import { IntlMessageFormat } from 'intl-messageformat';
import { IMPROVEMENT_KINDS, PURPOSES, SECTION_NAMES } from '../release-note.js';
import { QUESTIONS } from '../rendering/render-note.js';
import { correctionHeading } from './correction-heading.js';
import { isPageLanguage, PAGE_LANGUAGES, PAGE_WORDS } from './page-words.js';
import { languageName, listOf, noonOf, words } from './words.js';

/** 'done:plural', 'at:date:moment': every argument of a message, in branches too, with what is done to it. */
function argumentsOf(message: string): readonly string[] {
  const found = new Set<string>();
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value, style } = node as { type?: number; value?: unknown; style?: unknown };
    // 1 argument, 2 number, 3 date, 4 time, 5 select, 6 plural; 0 is text and 7 the '#' of a plural.
    if (type !== undefined && type >= 1 && type <= 6) {
      const kind = type === 6 ? 2 : type;
      found.add(`${String(value)}:${kind}:${typeof style === 'string' ? style : ''}`);
    }
    Object.values(node).forEach(look);
  };
  look(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

describe('the fixed words of the pages', () => {
  const english = PAGE_WORDS['en-GB'];

  it.each(PAGE_LANGUAGES)('are all there in %s, with the arguments the English ones have', (language) => {
    const told = PAGE_WORDS[language];
    expect(Object.keys(told).sort()).toEqual(Object.keys(english).sort());
    for (const [key, message] of Object.entries(told)) {
      expect([key, argumentsOf(message)]).toEqual([key, argumentsOf(english[key as keyof typeof english])]);
      expect(message.trim()).not.toBe('');
    }
  });

  it.each(PAGE_LANGUAGES)('name in %s everything a note can be made of', (language) => {
    const say = words(language);
    const names = [
      ...PURPOSES.map((name) => say(`purpose.${name}`)),
      ...IMPROVEMENT_KINDS.map((name) => say(`kind.${name}`)),
      ...SECTION_NAMES.map((name) => say(`section.${name}`)),
      ...QUESTIONS.map((name) => say(`question.${name}`)),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['en-GB', 0, 0, 'No car has been offered it yet.'],
    ['en-GB', 0, 1, 'One car has been offered it and does not have it yet.'],
    ['en-GB', 1, 1, 'One car has been offered it and has it.'],
    ['en-GB', 1, 5, '1 of the 5 cars that were offered it has it.'],
    ['en-GB', 1234, 8412, '1,234 of the 8,412 cars that were offered it have it.'],
    ['fr-FR', 1, 8412, 'Sur 8\u202f412 voitures auxquelles la mise à jour a été proposée, 1 l’a installée.'],
    ['sv-SE', 1234, 8412, '1\u00a0234 av de 8\u00a0412 bilar som har erbjudits uppdateringen har den.'],
    ['de-DE', 1234, 8412, '1.234 der 8.412 Autos, denen das Update angeboten wurde, haben es.'],
  ] as const)('say in %s how far %i of %i cars are', (language, done, offered, sentence) => {
    expect(words(language)('rollout.progress', { done, offered })).toBe(sentence);
  });

  it('say a pause with its reason, its moment and the zone it is told in', () => {
    const at = parseInstant('2026-11-22T09:40:00Z');
    const why = 'We look into {three} <b>reports</b>.';
    const said = words('en-GB', 'Europe/Stockholm')('rollout.paused', { at, why });
    expect(said).toMatch(/^Paused since 22 November 2026 at 10:40 (CET|GMT\+1)\. Reason: /);
    expect(said).toContain(why);
    expect(words('en-GB')('rollout.paused', { at, why })).toMatch(/09:40 UTC/);
  });

  it.each([
    ['en-GB', 'Correction, 22 November, 10:40.'],
    ['fr-FR', 'Rectificatif du 22 novembre à 10:40.'],
    ['sv-SE', 'Rättelse 22 november kl.\u00a010:40.'],
    ['de-DE', 'Berichtigung vom 22. November, 10:40\u00a0Uhr.'],
  ] as const)("head a correction in %s with its author's day and clock", (language, heading) => {
    expect(correctionHeading(language, { kind: 'fact', at: '2026-11-22T10:40:00+01:00' })).toBe(heading);
  });

  it('tell a day of a note as that day in every market', () => {
    for (const zone of ['Pacific/Midway', 'UTC', 'Europe/Helsinki', 'Asia/Tokyo']) {
      expect(words('en-GB', zone)('date.day', { at: noonOf('2026-11-22') })).toBe('22 November 2026');
    }
  });

  it('call other languages as their own speakers do', () => {
    const names = PAGE_LANGUAGES.map((language) => languageName(language, 'en-GB'));
    expect(names).toEqual(['English', 'anglais', 'engelska', 'Englisch']);
  });

  it.each([
    ['en-GB', 0, 'It is meant for 8,412 cars; none has been offered it.'],
    ['en-GB', 1, 'It is meant for 8,412 cars; one has been offered it.'],
    ['en-GB', 420, 'It is meant for 8,412 cars; 420 have been offered it.'],
    ['de-DE', 420, 'Das Update ist für 8.412 Autos bestimmt; 420 davon wurde es angeboten.'],
  ] as const)('say in %s how many of the cars were offered it (%i)', (language, offered, sentence) => {
    expect(words(language)('rollout.reach', { offered, planned: 8412 })).toBe(sentence);
  });

  it.each(PAGE_LANGUAGES)('do not invent a car in %s where there is none', (language) => {
    expect(words(language)('rollout.reach', { offered: 0, planned: 0 })).not.toMatch(/\d|\b(one|une|en|ein) /);
    expect(words(language)('rollout.failed', { failed: 0 })).not.toMatch(/\d/);
  });

  it('exist in four languages and no other', () => {
    expect(['en-GB', 'sv-SE', 'nb-NO', 'en', 'constructor'].map(isPageLanguage)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('join models as the language does', () => {
    expect(PAGE_LANGUAGES.map((language) => listOf(language, ['Vega', 'Lyra', 'Orion']))).toEqual([
      'Vega, Lyra and Orion',
      'Vega, Lyra et Orion',
      'Vega, Lyra och Orion',
      'Vega, Lyra und Orion',
    ]);
  });
});
