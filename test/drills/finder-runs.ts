import { guiltySlice, SLICE_LOOKS, type SliceCount } from '@tidings/rollout-engine';

/** How many values each of the twelve attributes has, all equally common: 135 slices. The first has one in twenty. */
const VALUES = [20, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30] as const;

// Taken once: the global object of a test is slow to ask, and this asks half a billion times.
const { floor } = Math;

export interface FinderRun {
  /** Accused slices in order, 'attribute=value', with the look. */
  readonly accused: readonly { readonly slice: string; readonly look: number }[];
}

/** 4,000 answers; a car of the slice a0=0 fails with the chance `guilty`, every other with `elsewhere`. A held slice is left out from then on. */
function finderRun(chance: () => number, { guilty, elsewhere }: { guilty: number; elsewhere: number }): FinderRun {
  const cars = 4_000;
  const facts = new Uint8Array(cars * VALUES.length);
  const fails = new Uint8Array(cars);
  for (let car = 0; car < cars; car++) {
    for (let a = 0; a < VALUES.length; a++) facts[car * VALUES.length + a] = floor(chance() * VALUES[a]!);
    fails[car] = chance() < (facts[car * VALUES.length] === 0 ? guilty : elsewhere) ? 1 : 0;
  }
  const accused: { slice: string; look: number }[] = [];
  const held: { a: number; value: number }[] = [];
  for (const [look, answers] of SLICE_LOOKS.entries()) {
    const found = lookAt(answers);
    const guiltyOne = guiltySlice({ look, ...found }, 0.02);
    if (!guiltyOne) continue;
    accused.push({ slice: `${guiltyOne.attribute}=${guiltyOne.value}`, look });
    held.push({ a: Number(guiltyOne.attribute.slice(1)), value: Number(guiltyOne.value) });
  }
  return { accused };

  function lookAt(answers: number): { answers: number; failed: number; slices: readonly SliceCount[] } {
    const counts = VALUES.map((values) => ({ of: new Uint32Array(values), bad: new Uint32Array(values) }));
    let [all, failed] = [0, 0];
    for (let car = 0; car < answers; car++) {
      const row = car * VALUES.length;
      if (held.some(({ a, value }) => facts[row + a] === value)) continue;
      all += 1;
      failed += fails[car]!;
      for (let a = 0; a < VALUES.length; a++) {
        counts[a]!.of[facts[row + a]!]! += 1;
        counts[a]!.bad[facts[row + a]!]! += fails[car]!;
      }
    }
    const slices = counts.flatMap(({ of, bad }, a) =>
      [...of].map((n, value) => ({ attribute: `a${a}`, value: String(value), answers: n, failed: bad[value]! })),
    );
    return { answers: all, failed, slices };
  }
}

/** What came of many runs, from one seed. */
export function finderTrials(
  runs: number,
  chance: () => number,
  rates: { guilty: number; elsewhere: number },
): { readonly namedByLook: readonly number[]; readonly named: number; readonly accusedOthers: number } {
  const namedByLook = SLICE_LOOKS.map(() => 0);
  let accusedOthers = 0;
  for (let run = 0; run < runs; run++) {
    const { accused } = finderRun(chance, rates);
    const named = accused.find(({ slice }) => slice === 'a0=0');
    if (named) namedByLook[named.look]! += 1;
    if (accused.some(({ slice }) => slice !== 'a0=0')) accusedOthers += 1;
  }
  return { namedByLook, named: namedByLook.reduce((sum, n) => sum + n, 0), accusedOthers };
}
