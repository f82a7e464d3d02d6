import type { Instant } from '@tidings/vocabulary';
import { IntlMessageFormat } from 'intl-messageformat';
import type { PageLanguage } from './page-words.js';
import { waitingDeDE } from './waiting-de-DE.js';
import { waitingEnGB } from './waiting-en-GB.js';
import { waitingFrFR } from './waiting-fr-FR.js';
import { waitingSvSE } from './waiting-sv-SE.js';
import type { WaitingKey, WaitingWords } from './waiting-words.js';

export const WAITING_WORDS: Readonly<Record<PageLanguage, WaitingWords>> = {
  'en-GB': waitingEnGB,
  'fr-FR': waitingFrFR,
  'sv-SE': waitingSvSE,
  'de-DE': waitingDeDE,
};

/** Days of the range that 'between' tells, in the vehicle's time zone (IANA). */
export interface WaitingDays {
  readonly from: Instant;
  readonly to: Instant;
  readonly timeZone: string;
}

/** Why a car waits, in one sentence of the language. */
export const waitingSentence = (language: PageLanguage, key: Exclude<WaitingKey, 'between'>): string =>
  WAITING_WORDS[language][key];

/** When a car has its turn, as a range of days. */
export function waitingRange(language: PageLanguage, { from, to, timeZone }: WaitingDays): string {
  const day = { day: 'numeric', month: 'long', year: 'numeric', timeZone } as const;
  return String(
    new IntlMessageFormat(WAITING_WORDS[language].between, language, { date: { day } }).format({ from, to }),
  );
}
