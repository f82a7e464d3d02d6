import type { Cohort } from './cohort.js';

/** 'model Vega or Lyra; market SE; not (ring staff)': a cohort in words, for people; 'any vehicle' when nothing limits it. */
export const cohortText = (cohort: Cohort): string => conditionTexts(cohort).join('; ') || 'any vehicle';

/** Each condition that must hold, in words. */
export function conditionTexts(cohort: Cohort): readonly string[] {
  const { models, markets, vehicles, list, ring, filter, saved, all, any, not } = cohort;
  return [
    models && `model ${oneOf(models)}`,
    markets && `market ${oneOf(markets)}`,
    vehicles && `one of ${vehicles.length} listed vehicles`,
    list && `one of ${list.vehicles} listed vehicles (${list.listId})`,
    ring === undefined ? undefined : `ring ${ring}`,
    filter === undefined ? undefined : `filter ${filter}`,
    saved && `cohort "${saved.name}" version ${saved.version} (${cohortText(saved.cohort)})`,
    ...(all ?? []).map((part) => `(${cohortText(part)})`),
    any && (any.length > 0 ? any.map((part) => `(${cohortText(part)})`).join(' or ') : 'nobody'),
    not && `not (${cohortText(not)})`,
  ].filter((text) => text !== undefined);
}

const oneOf = (names: readonly string[]): string => (names.length > 0 ? names.join(' or ') : '(none)');
