import { describe, expect, it } from '@jest/globals';
import { MARKETS, requiredLanguages, type LanguageRequirement } from './markets.js';
import { readiness } from './readiness.js';

describe('a market', () => {
  it.each(Object.entries(MARKETS))(
    '%s names its languages in BCP 47 and falls back only within a language',
    (market, languages) => {
      expect(market).toMatch(/^[A-Z]{2}$/);
      for (const { language, fallback } of languages as readonly LanguageRequirement[]) {
        expect(Intl.getCanonicalLocales(language)).toEqual([language]);
        if (fallback === undefined) continue;
        expect(new Intl.Locale(fallback).language).toBe(new Intl.Locale(language).language);
        expect(fallback).not.toBe(language);
      }
    },
  );

  it('requires every language its owners read', () => {
    expect(requiredLanguages('BE')).toEqual(['nl-BE', 'fr-BE']);
    expect(requiredLanguages('CH')).toEqual(['de-CH', 'fr-CH', 'it-CH']);
    expect(requiredLanguages('FI')).toEqual(['fi-FI', 'sv-FI']);
    expect(requiredLanguages('NO')).toEqual(['nb-NO']);
  });

  it.each([
    ['GB', ['en-GB'], { kind: 'ready' }],
    ['AT', ['de-DE'], { kind: 'ready' }],
    ['AT', ['de-AT'], { kind: 'ready' }],
    ['AT', ['de-CH'], { kind: 'missing', languages: ['de-AT'] }],
    ['DK', ['nb-NO', 'sv-SE', 'en-GB'], { kind: 'missing', languages: ['da-DK'] }],
    ['BE', ['fr-FR'], { kind: 'missing', languages: ['nl-BE'] }],
    ['CH', [], { kind: 'missing', languages: ['de-CH', 'fr-CH', 'it-CH'] }],
    ['FI', ['fi-FI', 'sv-SE'], { kind: 'ready' }],
    ['JP', ['en-GB'], { kind: 'unknown-market' }],
    ['', ['en-GB'], { kind: 'unknown-market' }],
    ['constructor', ['en-GB'], { kind: 'unknown-market' }],
  ])('%s with %j live is told %j', (market, live, answer) => {
    expect(readiness(market, live)).toEqual(answer);
  });
});
