import type { Instant } from '@tidings/vocabulary';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Day } from '../release-note.js';
import { PAGE_WORDS, type PageLanguage } from './page-words.js';
import type { WordKey, WordValues } from './word-values.js';

/** words('sv-SE')('rollout.progress', { done: 3, offered: 8 }): a key without values is said alone. */
export type Words = <Key extends WordKey>(
  key: Key,
  ...values: WordValues[Key] extends undefined ? [] : [values: WordValues[Key]]
) => string;

/** Dates as people of that language write them. */
const DATES = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  monthDay: { day: 'numeric', month: 'long' },
  moment: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
} as const;
const TIMES = { clock: { hour: '2-digit', minute: '2-digit' } } as const;

const known = new Map<string, Words>();

/** The fixed words of a language; dates are told in the time zone, an IANA name. Compiled once per message. */
export function words(language: PageLanguage, timeZone = 'UTC'): Words {
  const name = `${language} ${timeZone}`;
  const speaker = known.get(name) ?? speakerOf(language, timeZone);
  known.set(name, speaker);
  return speaker;
}

function speakerOf(language: PageLanguage, timeZone: string): Words {
  const compiled = new Map<WordKey, IntlMessageFormat>();
  const inZone = <Format extends object>(formats: Readonly<Record<string, Format>>): Record<string, Format> =>
    Object.fromEntries(Object.entries(formats).map(([key, format]) => [key, { ...format, timeZone }]));
  const formats = { date: inZone(DATES), time: inZone(TIMES) };
  return (key, ...[values]) => {
    const message =
      compiled.get(key) ?? new IntlMessageFormat(PAGE_WORDS[language][key], language, formats, { ignoreTag: true });
    compiled.set(key, message);
    return String(message.format(values as Record<string, string | number> | undefined));
  };
}

/** A day as an instant that falls on the same day in every zone from UTC-11 to UTC+11, for the messages that take one. */
export const noonOf = (day: Day): Instant => Date.parse(`${day}T12:00:00Z`) as Instant;

/** 'Vega, Lyra and Orion' as the language joins a list. */
export const listOf = (language: PageLanguage, items: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(items);

/** What speakers of one language call another, without its region: ('de-DE', 'en-GB') is 'Englisch'. */
export const languageName = (language: PageLanguage, called: string): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(new Intl.Locale(called).language) ?? called;
