import { match } from '@formatjs/intl-localematcher';
import { DomainError } from '@tidings/vocabulary';
import { acceptedLanguages } from './accepted-languages.js';
import { requirementsOf } from './markets.js';

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
export function chooseLanguage(reader: ReaderLanguages): string {
  const { explicit, account, market, available } = reader;
  const accepted = acceptedLanguages(reader.accept);
  for (const wish of [explicit, account]) {
    const own = wish === undefined ? undefined : sameLanguage(wish, available);
    if (own !== undefined) return own;
  }
  return marketLanguage(market, accepted, available) ?? bestFit(reader, accepted);
}

function marketLanguage(
  market: string | undefined,
  accepted: readonly string[],
  available: readonly string[],
): string | undefined {
  const offered = (market === undefined ? undefined : requirementsOf(market))?.flatMap(({ language, fallback }) => {
    return available.includes(language)
      ? [language]
      : fallback !== undefined && available.includes(fallback)
        ? [fallback]
        : [];
  });
  if (!offered) return undefined;
  return firstOf(accepted, (wish) => sameLanguage(wish, offered)) ?? offered[0];
}

function bestFit(reader: ReaderLanguages, accepted: readonly string[]): string {
  const own = firstOf(accepted, (wish) => sameLanguage(wish, reader.available));
  if (own !== undefined) return own;
  const wishes = [reader.explicit, reader.account, ...accepted].filter(
    (wish) => wish !== undefined && isTag(wish),
  ) as string[];
  const reads = [...wishes, ...(requirementsOf(reader.market ?? '') ?? []).map(({ language }) => language)];
  const welcome = reader.available.filter((each) => !isMistakenFor(each, reads));
  const fallback = sameLanguage(WIDELY_READ, welcome) ?? welcome[0] ?? reader.available[0];
  if (fallback === undefined) throw new DomainError('not-found', { what: 'language edition' });
  return wishes.length > 0 && welcome.length > 0
    ? match(wishes, welcome, fallback, { algorithm: 'best fit' })
    : fallback;
}

/** The available edition in the very language of the wish, its region preferred: 'de' and 'de-AT' find 'de-DE'. */
function sameLanguage(wish: string, available: readonly string[]): string | undefined {
  if (!isTag(wish)) return undefined;
  const same = available.filter((each) => languageOf(each) === languageOf(wish));
  return same.length === 0 ? undefined : match([wish], same, same[0]!, { algorithm: 'best fit' });
}

/** True for a northern language when the reader's are other northern ones. */
const isMistakenFor = (language: string, reads: readonly string[]): boolean => {
  const northern = reads.map(languageOf).filter((each) => Object.values(NORTHERN).includes(each));
  return (
    NORTHERN[languageOf(language)] !== undefined && northern.length > 0 && !northern.includes(languageOf(language))
  );
};

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

function firstOf<Wish, Found>(wishes: readonly Wish[], find: (wish: Wish) => Found | undefined): Found | undefined {
  for (const wish of wishes) {
    const found = find(wish);
    if (found !== undefined) return found;
  }
  return undefined;
}
