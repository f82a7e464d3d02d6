import { match } from '@formatjs/intl-localematcher';
import { DomainError } from '@tidings/vocabulary';
import { acceptedLanguages } from './accepted-languages.js';
import { requirementsOf, type LanguageRequirement } from './markets.js';

/** What is known about a reader, from the strongest to the weakest wish. Languages are BCP 47. */
export interface ReaderLanguages {
  /** What the reader chose on this site. */
  readonly explicit?: string | undefined;
  /** What stands in the reader's account. */
  readonly account?: string | undefined;
  /** ISO 3166-1 alpha-2 of the reader's car or site. */
  readonly market?: string | undefined;
  /** The value of the header Accept-Language. */
  readonly accept?: string | undefined;
  readonly available: readonly string[];
}

/** Neighbours who read each other with effort, and whom a best-fit table gladly swaps. Bokmål and Nynorsk are one here. */
const NORTHERN: Readonly<Record<string, string>> = { da: 'da', sv: 'sv', nb: 'no', nn: 'no', no: 'no' };
/** For a reader of none of our languages. */
const WIDELY_READ = 'en-GB';

/**
 * The edition to show: explicit choice, then account, then the market's table (among its languages, the one the browser asks for),
 * then best fit. A Dane never gets Norwegian nor a Norwegian Danish unless nothing else exists.
 * Errors: 'not-found' when nothing is available.
 */
export function chooseLanguage({ explicit, account, market = '', accept, available }: ReaderLanguages): string {
  const chosen = [explicit, account].filter((wish) => wish !== undefined).filter(isTag);
  const accepted = acceptedLanguages(accept).filter(isTag);
  const required = requirementsOf(market) ?? [];
  const marketLanguages = available.filter(
    (each) => !isMistakenFor(each, chosen) && standsFor(required, each, available),
  );
  return (
    firstOf(chosen, available) ??
    firstOf(accepted, marketLanguages) ??
    firstOf(
      required.map(({ language }) => language),
      marketLanguages,
    ) ??
    firstOf(accepted, available) ??
    bestFit(
      [...chosen, ...accepted],
      chosen.some(isNorthern) ? chosen : [...accepted, ...required.map(({ language }) => language)],
      available,
    )
  );
}

/** True for a language the market requires, and for its fallback while the required one is not there. */
const standsFor = (required: readonly LanguageRequirement[], each: string, available: readonly string[]): boolean =>
  required.some(({ language, fallback }) => each === language || (each === fallback && !available.includes(language)));

/** `reads`: what tells which of the northern languages is the reader's own. */
function bestFit(wishes: readonly string[], reads: readonly string[], available: readonly string[]): string {
  const welcome = available.filter((each) => !isMistakenFor(each, reads));
  // Among neighbours only, Swedish is the one that is neither of the two that get swapped.
  const fallback = sameLanguage(WIDELY_READ, welcome) ?? welcome[0] ?? sameLanguage('sv', available) ?? available[0];
  if (fallback === undefined) throw new DomainError('not-found', { what: 'language edition' });
  return welcome.length === 0 ? fallback : match(wishes, welcome, fallback, { algorithm: 'best fit' });
}

const firstOf = (wishes: readonly string[], available: readonly string[]): string | undefined =>
  wishes.map((wish) => sameLanguage(wish, available)).find((found) => found !== undefined);

/** The available edition in the very language of the wish, its region preferred: 'de' and 'de-AT' find 'de-DE'. */
function sameLanguage(wish: string, available: readonly string[]): string | undefined {
  const same = available.filter((each) => languageOf(each) === languageOf(wish));
  // The matcher takes a millisecond; most wishes find one edition and need no judgement.
  return same.length < 2 ? same[0] : match([wish], same, same[0]!, { algorithm: 'best fit' });
}

/** True for a northern language when the reader's are other northern ones. */
const isMistakenFor = (language: string, reads: readonly string[]): boolean =>
  isNorthern(language) && reads.some(isNorthern) && !reads.some((read) => languageOf(read) === languageOf(language));

const isNorthern = (tag: string): boolean => Object.values(NORTHERN).includes(languageOf(tag));

const languageOf = (tag: string): string => {
  const { language } = new Intl.Locale(tag);
  return NORTHERN[language] ?? language;
};

const isTag = (text: string): boolean => {
  try {
    return new Intl.Locale(text).language !== 'und';
  } catch {
    return false;
  }
};
