import { listOf, type PageLanguage } from '@tidings/release-notes';
import type { PublicProgress } from '@tidings/views';

/** Whom a rollout is for, 'Vega and Lyra · Sweden': tells two rollouts of one release apart. Undefined: no such limit. */
export function cohortName(
  language: PageLanguage,
  { models, markets }: Pick<PublicProgress, 'models' | 'markets'>,
): string | undefined {
  const regions = new Intl.DisplayNames(language, { type: 'region' });
  const places = markets?.map((market) => (/^[A-Z]{2}$/.test(market) ? (regions.of(market) ?? market) : market));
  const parts = [models, places].flatMap((items) => (items?.length ? [listOf(language, items)] : []));
  return parts.length === 0 ? undefined : parts.join(' · ');
}
