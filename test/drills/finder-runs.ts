import { guiltySlice, SLICE_LOOKS, type SliceCount } from '@tidings/rollout-engine';
import { type Effort, repeated } from './effort.js';

/** How many values each of the twelve attributes has, all equally common: 135 slices. The first has one in twenty. */
const VALUES = [20, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30] as const;

/** Chance of a car of the slice a0=0 to fail, and of every other. */
export interface FinderRates {
  readonly guilty: number;
  readonly elsewhere: number;
}

interface FinderRun {
  /** Accused slices in order, 'attribute=value', with the look. */
  readonly accused: readonly { readonly slice: string; readonly look: number }[];
}

/** Every slice, and where those of each attribute begin. */
const SLICES = VALUES.flatMap((values, a) =>
  Array.from({ length: values }, (_, value) => ({ attribute: `a${a}`, value: String(value) })),
);
const FIRSTS = VALUES.map((_, a) => VALUES.slice(0, a).reduce<number>((sum, values) => sum + values, 0));
const CARS = SLICE_LOOKS[SLICE_LOOKS.length - 1]!;

/** 4,000 answers. A held slice is left out from then on. */
function finderRun(chance: () => number, { guilty, elsewhere }: FinderRates): FinderRun {
  const slicesOf = new Uint8Array(CARS * VALUES.length);
  const fails = new Uint8Array(CARS);
  for (let car = 0; car < CARS; car++) {
    const row = car * VALUES.length;
    for (let a = 0; a < VALUES.length; a++) slicesOf[row + a] = FIRSTS[a]! + Math.floor(chance() * VALUES[a]!);
    fails[car] = chance() < (slicesOf[row] === 0 ? guilty : elsewhere) ? 1 : 0;
  }
  const accused: { slice: string; look: number }[] = [];
  const held: number[] = [];
  for (const [look, answers] of SLICE_LOOKS.entries()) {
    const found = guiltySlice({ look, ...lookAt(answers) }, 0.02);
    if (!found) continue;
    accused.push({ slice: `${found.attribute}=${found.value}`, look });
    held.push(SLICES.findIndex(({ attribute, value }) => attribute === found.attribute && value === found.value));
  }
  return { accused };

  function lookAt(answers: number): { answers: number; failed: number; slices: readonly SliceCount[] } {
    const [of, bad] = [new Uint32Array(SLICES.length), new Uint32Array(SLICES.length)];
    let [all, failed] = [0, 0];
    for (let car = 0; car < answers; car++) {
      const [row, end] = [car * VALUES.length, (car + 1) * VALUES.length];
      if (held.length > 0 && slicesOf.subarray(row, end).some((slice) => held.includes(slice))) continue;
      all += 1;
      for (let at = row; at < end; at++) of[slicesOf[at]!]! += 1;
      if (fails[car] === 0) continue;
      failed += 1;
      for (let at = row; at < end; at++) bad[slicesOf[at]!]! += 1;
    }
    const slices = SLICES.map((slice, n) => ({ ...slice, answers: of[n]!, failed: bad[n]! }));
    return { answers: all, failed, slices };
  }
}

/** What came of many runs. */
export interface FinderTrials {
  readonly runs: number;
  /** By look: runs that named the guilty slice at it. */
  readonly namedByLook: readonly number[];
  readonly named: number;
  readonly accusedOthers: number;
}

export function finderTrials(effort: Effort, chance: () => number, rates: FinderRates): FinderTrials {
  const runs = repeated(effort, () => finderRun(chance, rates));
  const namedByLook = SLICE_LOOKS.map(() => 0);
  let accusedOthers = 0;
  for (const { accused } of runs) {
    const named = accused.find(({ slice }) => slice === 'a0=0');
    if (named) namedByLook[named.look]! += 1;
    if (accused.some(({ slice }) => slice !== 'a0=0')) accusedOthers += 1;
  }
  return { runs: runs.length, namedByLook, named: namedByLook.reduce((sum, n) => sum + n, 0), accusedOthers };
}
