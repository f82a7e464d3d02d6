import type { ComparisonPlace } from './comparison-places.js';

/** A comparison as it is written: texts, and where they stand. */
export interface WrittenComparison {
  readonly filter: string;
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly place: ComparisonPlace;
}
