/** A language a market's owners must find, and the edition that may stand for it there until a regional one is live. */
export interface LanguageRequirement {
  /** BCP 47. */
  readonly language: string;
  readonly fallback?: string;
}

/**
 * The languages in which owners of a market must be able to read why (ISO 3166-1 alpha-2 to BCP 47), the first being the
 * market's most read. A market that is not here gets no offers at all. A fallback is a decision about that one market: nothing
 * else in the project lets one language stand for another.
 */
export const MARKETS = {
  GB: [{ language: 'en-GB' }],
  IE: [{ language: 'en-IE', fallback: 'en-GB' }],
  FR: [{ language: 'fr-FR' }],
  BE: [
    { language: 'nl-BE', fallback: 'nl-NL' },
    { language: 'fr-BE', fallback: 'fr-FR' },
  ],
  CH: [
    { language: 'de-CH', fallback: 'de-DE' },
    { language: 'fr-CH', fallback: 'fr-FR' },
    { language: 'it-CH', fallback: 'it-IT' },
  ],
  LU: [
    { language: 'fr-LU', fallback: 'fr-FR' },
    { language: 'de-LU', fallback: 'de-DE' },
  ],
  SE: [{ language: 'sv-SE' }],
  FI: [{ language: 'fi-FI' }, { language: 'sv-FI', fallback: 'sv-SE' }],
  DE: [{ language: 'de-DE' }],
  AT: [{ language: 'de-AT', fallback: 'de-DE' }],
  NO: [{ language: 'nb-NO' }],
  DK: [{ language: 'da-DK' }],
  NL: [{ language: 'nl-NL' }],
} as const satisfies Readonly<Record<string, readonly LanguageRequirement[]>>;

export type Market = keyof typeof MARKETS;

/** The market's requirements with their fallbacks; undefined for a market nobody has decided about. */
export const requirementsOf = (market: string): readonly LanguageRequirement[] | undefined =>
  Object.hasOwn(MARKETS, market) ? MARKETS[market as Market] : undefined;

/** The languages a market requires, without their fallbacks; undefined for a market nobody has decided about. */
export const requiredLanguages = (market: string): readonly string[] | undefined =>
  requirementsOf(market)?.map(({ language }) => language);
