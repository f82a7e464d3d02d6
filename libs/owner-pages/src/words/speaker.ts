import { type PageLanguage, words, type Words } from '@tidings/release-notes';

/** Where most readers of an edition live: public pages tell the hour there, and name the zone beside it. */
const ZONES: Readonly<Record<PageLanguage, string>> = {
  'en-GB': 'Europe/London',
  'fr-FR': 'Europe/Paris',
  'sv-SE': 'Europe/Stockholm',
  'de-DE': 'Europe/Berlin',
};

/** The page words of a language, its hours told where its readers live. */
export const speaker = (language: PageLanguage): Words => words(language, ZONES[language]);
