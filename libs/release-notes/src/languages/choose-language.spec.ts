import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptedLanguages } from './accepted-languages.js';
import { chooseLanguage, type ReaderLanguages } from './choose-language.js';
import { MARKETS } from './markets.js';

const ALL = ['en-GB', 'fr-FR', 'sv-SE', 'de-DE', 'nl-NL', 'nb-NO', 'da-DK', 'fi-FI', 'it-IT'];
const DEMO = ['en-GB', 'fr-FR', 'sv-SE', 'de-DE'];

describe('the language of a page', () => {
  const readers: readonly [string, Omit<ReaderLanguages, 'available'>, readonly string[], string][] = [
    [
      'what the reader chose, before everything else',
      { explicit: 'sv-SE', account: 'de-DE', market: 'FR', accept: 'en' },
      ALL,
      'sv-SE',
    ],
    ['the account, before the market', { account: 'de-DE', market: 'FR', accept: 'en' }, ALL, 'de-DE'],
    ['the market, before the browser', { market: 'FR', accept: 'en-GB' }, ALL, 'fr-FR'],
    ['the browser, when nothing else is known', { accept: 'de-AT,en;q=0.8' }, ALL, 'de-DE'],
    ['the account, when the choice is not there', { explicit: 'it-IT', account: 'fr-FR' }, DEMO, 'fr-FR'],
    ['the region that stands for another', { explicit: 'fr-CH' }, ALL, 'fr-FR'],
    ['the very region, when it is there', { explicit: 'fr-CH' }, ['fr-FR', 'fr-CH'], 'fr-CH'],
    ['the fallback of the market', { market: 'AT' }, DEMO, 'de-DE'],
    ["the market's first language", { market: 'BE' }, ALL, 'nl-NL'],
    ["the market's language that the browser asks for", { market: 'BE', accept: 'fr,en;q=0.5' }, ALL, 'fr-FR'],
    ["the market's second language while the first is not live", { market: 'BE' }, DEMO, 'fr-FR'],
    ['Swedish for the Finland Swede', { market: 'FI', accept: 'sv-FI,fi;q=0.5' }, ALL, 'sv-SE'],
    ['English for a reader of none of ours', { accept: 'ja' }, ALL, 'en-GB'],
    ['English when nothing is known', {}, ALL, 'en-GB'],
    ['the first there is, when English is not', {}, ['fr-FR', 'de-DE'], 'fr-FR'],
    ['German for the Luxembourger who asks for Luxembourgish', { accept: 'lb' }, ALL, 'de-DE'],
    ['English for a market nobody has decided about', { market: 'JP' }, ALL, 'en-GB'],
    ['English when the choice is no language', { explicit: '../../etc/passwd', accept: ';;q=,' }, ALL, 'en-GB'],
    ['Danish for a Dane', { market: 'DK', accept: 'nb,da;q=0.1' }, ALL, 'da-DK'],
    [
      'English for a Dane where there is no Danish',
      { market: 'DK', accept: 'da' },
      ['nb-NO', 'sv-SE', 'en-GB'],
      'en-GB',
    ],
    [
      'English for a Norwegian where there is no Norwegian',
      { accept: 'no,nb,nn' },
      ['da-DK', 'sv-SE', 'en-GB'],
      'en-GB',
    ],
    ['English for a Dane whose car is in Norway', { account: 'da-DK', market: 'NO' }, ['nb-NO', 'en-GB'], 'en-GB'],
    ['Swedish for a Dane where there is nothing but neighbours', { accept: 'da' }, ['nb-NO', 'sv-SE'], 'sv-SE'],
    ['Bokmål for a reader of Nynorsk', { accept: 'nn-NO' }, ALL, 'nb-NO'],
  ];

  it.each(readers)('is %s', (_name, reader, available, language) => {
    expect(chooseLanguage({ ...reader, available })).toBe(language);
  });

  const tag = fc.constantFrom(
    'da',
    'da-DK',
    'nb',
    'nb-NO',
    'nn-NO',
    'no',
    'sv',
    'fo',
    'is',
    'de-AT',
    'en-US',
    'x',
    'ja',
  );
  const available = fc.uniqueArray(fc.constantFrom(...ALL), { minLength: 1 });
  const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(values, { nil: undefined });

  it('is always one that exists', () => {
    const market = maybe(fc.constantFrom(...Object.keys(MARKETS), 'JP', 'constructor'));
    const reader = fc.record({
      explicit: maybe(tag),
      account: maybe(tag),
      market,
      accept: maybe(fc.string()),
      available,
    });
    fc.assert(fc.property(reader, (each) => each.available.includes(chooseLanguage(each))));
  });

  it('is never Norwegian for a Dane nor Danish for a Norwegian, while anything else exists', () => {
    const danes = { own: ['da', 'da-DK'], market: 'DK', never: 'nb-NO' };
    const norwegians = { own: ['nb', 'nb-NO', 'nn', 'no'], market: 'NO', never: 'da-DK' };
    const rest = fc.constantFrom('', ',en;q=0.5', ',de', ',sv;q=0.9', ',fo;q=0.9', ',is', ',ja');
    for (const { own, market, never } of [danes, norwegians]) {
      const wish = fc.constantFrom(...own);
      const reader = fc.record({
        explicit: maybe(wish),
        account: maybe(wish),
        market: maybe(fc.constant(market)),
        accept: fc.tuple(wish, rest).map((parts) => parts.join('')),
        available: available.filter((languages) => languages.some((each) => each !== never)),
      });
      fc.assert(fc.property(reader, (each) => chooseLanguage(each) !== never));
    }
  });

  it('cannot be chosen among none', () => {
    expect(() => chooseLanguage({ available: [] })).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('the languages a browser accepts', () => {
  it('come in order of their weight, without those it refuses', () => {
    expect(acceptedLanguages('de;q=0.3, sv-SE, en;q=0.8, da;q=0, *;q=0.1')).toEqual(['sv-SE', 'en', 'de']);
  });

  it('are none when the header is nonsense or absent', () => {
    expect(acceptedLanguages('<script>, ;q=9, a b')).toEqual([]);
    expect(acceptedLanguages(undefined)).toEqual([]);
  });
});
