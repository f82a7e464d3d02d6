import { logChoose } from './log-choose.js';
import type { Slice } from './slice-hold.js';

/** Answers of a slice: vehicles with a verdict, and those that failed. */
export interface SliceCount extends Slice {
  readonly answers: number;
  readonly failed: number;
}

/** One look of the sub-cohort finder. */
export interface SliceLook {
  /** Which of SLICE_LOOKS it is, from 0. */
  readonly look: number;
  /** All answers of vehicles that are of no held slice, those of the slices among them. */
  readonly answers: number;
  readonly failed: number;
  readonly slices: readonly SliceCount[];
}

/** When the finder looks: after so many answers (rollouts.md, "Guardrails"). */
export const SLICE_LOOKS = [250, 500, 1_000, 2_000, 4_000] as const;

/** Chance that a rollout without a guilty slice ever accuses one: half of it is spent at the first look, half of the rest at the next ... */
const FINDER_ALPHA = 0.04;

/** A guilty slice with the chance of such counts if it were like the rest, and what was wanted. */
export interface GuiltySlice extends SliceCount {
  readonly chance: number;
  readonly line: number;
}

/**
 * The slice that fails most clearly more than the rest, if any does: Fisher's exact test, one-sided (given how many answered and failed
 * in all, the failures of a slice that is like the rest are hypergeometric; R. A. Fisher, 1935), against the alpha of this look divided by
 * the number of slices that can be accused (Bonferroni). Looks come at counts of answers fixed before, each with half the alpha of the one before, so
 * alpha is FINDER_ALPHA at the most over a rollout. One slice a look: the next look leaves the cars of held slices out, so that what
 * merely overlaps with the guilty one is not accused with it.
 *
 * A slice can be accused with at least FEWEST_ANSWERS and at most half of all answers, known before any of them failed; and it must fail
 * more often than is tolerated (`limit`, 0 to 1). Undefined: none.
 */
export function guiltySlice({ look, answers, failed, slices }: SliceLook, limit: number): GuiltySlice | undefined {
  const possible = slices.filter((slice) => slice.answers >= FEWEST_ANSWERS && slice.answers * 2 <= answers);
  const line = FINDER_ALPHA / 2 ** (look + 1) / Math.max(1, possible.length);
  const guilty = possible
    .filter((slice) => slice.failed > limit * slice.answers)
    .map((slice) => ({ ...slice, line, chance: Math.exp(logHypergeometricAtLeast(slice, answers, failed)) }))
    .filter(({ chance }) => chance <= line);
  return guilty.toSorted(
    (a, b) => a.chance - b.chance || (`${a.attribute}=${a.value}` < `${b.attribute}=${b.value}` ? -1 : 1),
  )[0];
}

/** Fewer say nothing that would stand a Bonferroni correction. */
export const FEWEST_ANSWERS = 5;

/** log P(X >= k): X failures among n answers, drawn from `all` answers with `failedInAll` failures. */
function logHypergeometricAtLeast({ answers: n, failed: k }: SliceCount, all: number, failedInAll: number): number {
  const first = logChoose(failedInAll, k) + logChoose(all - failedInAll, n - k) - logChoose(all, n);
  let [sum, ratio] = [1, 1];
  for (let x = k; x < Math.min(n, failedInAll) && ratio > Number.EPSILON * sum; x++) {
    ratio *= ((failedInAll - x) * (n - x)) / ((x + 1) * (all - failedInAll - n + x + 1));
    sum += ratio;
  }
  return Math.min(0, first + Math.log(sum));
}
