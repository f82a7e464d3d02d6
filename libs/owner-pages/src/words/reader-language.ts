import { chooseLanguage, isPageLanguage, PAGE_LANGUAGES, type PageLanguage } from '@tidings/release-notes';
import type { FastifyRequest } from 'fastify';

/** The language of the address if it has one, else the best of ours for what the browser asks for. */
export function readerLanguage(request: FastifyRequest): PageLanguage {
  const [, first = ''] = request.url.split(/[/?]/);
  if (isPageLanguage(first)) return first;
  const accept = request.headers['accept-language'];
  const chosen = chooseLanguage({ explicit: nearestLanguage(first), accept, available: PAGE_LANGUAGES });
  return isPageLanguage(chosen) ? chosen : PAGE_LANGUAGES[0];
}

/** 'de', 'de-AT' and 'DE-de' mean our 'de-DE'; undefined for anything that is no language of ours. */
export function nearestLanguage(text: string): PageLanguage | undefined {
  const language = /^([a-z]{2})(?:-[a-z]{2})?$/i.exec(text)?.[1]?.toLowerCase();
  return language === undefined ? undefined : PAGE_LANGUAGES.find((each) => each.startsWith(`${language}-`));
}
