import { PAGE_LANGUAGES, type PageLanguage } from '@tidings/release-notes';

export const releasePath = (language: PageLanguage, slug: string): string => `/${language}/releases/${slug}`;

/** The page of a release in every language of ours that has a live edition, in the order of our languages. */
export const editionsOf = (slug: string, live: readonly string[]) =>
  PAGE_LANGUAGES.filter((language) => live.includes(language)).map((language) => ({
    language,
    path: releasePath(language, slug),
  }));
