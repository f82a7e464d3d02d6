import type { Measured, Subject } from './subject.js';

/** A round that counts: every subject once, between two looks at the yardstick. */
interface Round {
  /** Mean of the looks before and after. */
  readonly yardstick: Measured;
  /** By the subject's name. */
  readonly subjects: ReadonlyMap<string, Measured>;
}

export interface Rounds {
  readonly kept: readonly Round[];
  /** Why each of the others does not count. */
  readonly thrownAway: readonly string[];
}

/** A generator near its limit measures itself (quality.md). */
const GENERATOR_AT_MOST = 0.9;
/** A machine that changes meanwhile compares nothing. */
const YARDSTICK_MOVES_AT_MOST = 0.15;

/** Subjects interleaved in rounds until so many count, or so many were made. */
export async function runRounds(
  yardstick: Subject,
  subjects: readonly Subject[],
  { wantedRounds, roundsAtMost }: { readonly wantedRounds: number; readonly roundsAtMost: number },
  say: (line: string) => void,
): Promise<Rounds> {
  const [kept, thrownAway]: [Round[], string[]] = [[], []];
  let before = await yardstick.measure();
  for (let number = 0; kept.length < wantedRounds && number < roundsAtMost; number++) {
    const seen = new Map<string, Measured>();
    for (const subject of inTurn(subjects, number)) seen.set(subject.name, await subject.measure());
    const after = await yardstick.measure();
    const trouble = troubleWith(before, after, seen);
    if (trouble === undefined) kept.push({ yardstick: mean(before, after), subjects: seen });
    else thrownAway.push(trouble);
    say(`round ${number + 1}: ${trouble === undefined ? 'counts' : `thrown away, ${trouble}`}`);
    before = after;
  }
  return { kept, thrownAway };
}

/** No subject always comes first. */
const inTurn = <T>(all: readonly T[], turn: number): readonly T[] => {
  const first = turn % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
};

function troubleWith(before: Measured, after: Measured, seen: ReadonlyMap<string, Measured>): string | undefined {
  for (const [name, { generatorShare }] of [['yardstick', before], ['yardstick', after], ...seen] as const)
    if (generatorShare > GENERATOR_AT_MOST)
      return `the generator used ${percent(generatorShare)} of its core on "${name}"`;
  const moved = Math.abs(after.cpuMicroseconds / before.cpuMicroseconds - 1);
  return moved > YARDSTICK_MOVES_AT_MOST ? `the yardstick moved by ${percent(moved)}` : undefined;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function mean(one: Measured, other: Measured): Measured {
  const of = (figure: keyof Measured): number => (one[figure] + other[figure]) / 2;
  return {
    requests: of('requests'),
    seconds: of('seconds'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    generatorShare: of('generatorShare'),
    cpuMicroseconds: of('cpuMicroseconds'),
  };
}
