import { deDE } from './de-DE.js';
import { enGB } from './en-GB.js';
import { frFR } from './fr-FR.js';
import { svSE } from './sv-SE.js';
import type { PageWords } from './word-values.js';

/** The languages in which the pages themselves speak; a note may be in any. */
export const PAGE_LANGUAGES = ['en-GB', 'fr-FR', 'sv-SE', 'de-DE'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

export const isPageLanguage = (text: string): text is PageLanguage =>
  (PAGE_LANGUAGES as readonly string[]).includes(text);

export const PAGE_WORDS: Readonly<Record<PageLanguage, PageWords>> = {
  'en-GB': enGB,
  'fr-FR': frFR,
  'sv-SE': svSE,
  'de-DE': deDE,
};
