import { conditionTexts } from './cohort-text.js';
import type { Cohort } from './cohort.js';

export interface CohortChange {
  readonly kind: 'added' | 'removed';
  /** A condition, or one word of a list of models or markets. */
  readonly what: string;
}

/** What one version says and the other does not, in the order in which it is written: what went, then what came. */
export function cohortChanges(before: Cohort, after: Cohort): readonly CohortChange[] {
  const [was, is] = [linesOf(before), linesOf(after)];
  return [
    ...was.filter((line) => !is.includes(line)).map((what): CohortChange => ({ kind: 'removed', what })),
    ...is.filter((line) => !was.includes(line)).map((what): CohortChange => ({ kind: 'added', what })),
  ];
}

/** The first of a list of words also limits to it: that is a change of its own. */
const linesOf = ({ models, markets, ...others }: Cohort): readonly string[] => [
  ...(models ? ['only some models', ...models.map((model) => `model ${model}`)] : []),
  ...(markets ? ['only some markets', ...markets.map((market) => `market ${market}`)] : []),
  ...conditionTexts(others),
];
