import { instant, isoOf, type RolloutId } from '@tidings/vocabulary';
import type { ChosenEnd } from './attempt.js';

/** Columns to value: `endsFor` is the rollout it gave way to, or the instant (ISO 8601) it was deferred to. */
export function chosenEndOf(endsAs: ChosenEnd['kind'], endsFor: string | null): ChosenEnd {
  if (endsAs === 'superseded') return { kind: endsAs, by: endsFor as RolloutId };
  if (endsAs === 'deferred') return { kind: endsAs, until: instant(Date.parse(endsFor ?? '')) };
  return { kind: endsAs };
}

/** Value to columns. */
export const recordedEndOf = (
  end: ChosenEnd,
): { readonly endsAs: ChosenEnd['kind']; readonly endsFor: string | null } => ({
  endsAs: end.kind,
  endsFor: end.kind === 'superseded' ? end.by : end.kind === 'deferred' ? isoOf(end.until) : null,
});
