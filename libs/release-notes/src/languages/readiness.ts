import { requirementsOf } from './markets.js';

/** Whether owners of a market can read why. `languages` are the required ones that neither stand nor have a live fallback. */
export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'missing'; readonly languages: readonly string[] }
  | { readonly kind: 'unknown-market' };

/** `liveLanguages`: the editions of the release's note that are live and complete. */
export function readiness(market: string, liveLanguages: Iterable<string>): Readiness {
  const requirements = requirementsOf(market);
  if (!requirements) return { kind: 'unknown-market' };
  const live = new Set(liveLanguages);
  const languages = requirements
    .filter(({ language, fallback }) => !live.has(language) && (fallback === undefined || !live.has(fallback)))
    .map(({ language }) => language);
  return languages.length === 0 ? { kind: 'ready' } : { kind: 'missing', languages };
}
