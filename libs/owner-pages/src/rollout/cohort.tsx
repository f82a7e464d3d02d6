import { listOf, type PageLanguage } from '@tidings/release-notes';
import type { PublicProgress } from '@tidings/views';
import type { VNode } from 'preact';

/** Whom a rollout is for, 'Vega and Lyra · Sweden': tells two rollouts of one release apart. Nothing where nothing limits it. */
export function Cohort({
  language,
  rollout: { models, markets },
}: {
  readonly language: PageLanguage;
  readonly rollout: PublicProgress;
}): VNode | null {
  const regions = new Intl.DisplayNames(language, { type: 'region' });
  const places = markets?.map((market) => (/^[A-Z]{2}$/.test(market) ? (regions.of(market) ?? market) : market));
  const limits = [models, places].flatMap((items) => (items?.length ? [listOf(language, items)] : []));
  return limits.length === 0 ? null : <p class="for">{limits.join(' · ')}</p>;
}
