import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '@tidings/vocabulary';
import { PAGE_LANGUAGES } from './page-words.js';
import { WAITING_WORDS, waitingRange, waitingSentence } from './waiting-sentence.js';
import { WAITING_KEYS } from './waiting-words.js';

describe('the words for a car that waits', () => {
  it.each(PAGE_LANGUAGES)('have one sentence for every reason in %s, and no two the same', (language) => {
    const told = WAITING_WORDS[language];
    expect(Object.keys(told).sort()).toEqual([...WAITING_KEYS].sort());
    expect(new Set(Object.values(told)).size).toBe(WAITING_KEYS.length);
    for (const sentence of Object.values(told)) expect(sentence).toMatch(/\.$/);
  });

  it.each([
    ['en-GB', 'Expected from 10 March 2026 to 2 April 2026, unless something holds it up.'],
    ['fr-FR', 'Attendue du 10 mars 2026 au 2 avril 2026, sauf contretemps.'],
    ['sv-SE', 'Väntas från 10 mars 2026 till 2 april 2026, om inget kommer emellan.'],
    ['de-DE', 'Erwartet vom 10. März 2026 bis zum 2. April 2026, wenn nichts dazwischenkommt.'],
  ] as const)('tell a range in %s by the calendar of the car', (language, sentence) => {
    const from = parseInstant('2026-03-09T23:30:00Z');
    const to = parseInstant('2026-04-02T12:00:00Z');
    expect(waitingRange(language, { from, to, timeZone: 'Europe/Stockholm' })).toBe(sentence);
  });

  it('are the same whoever reads them', () => {
    expect(waitingSentence('sv-SE', 'owner-declined')).toBe('Ägaren har sagt nej.');
  });
});
