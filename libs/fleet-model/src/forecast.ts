import { days, type Duration } from '@tidings/vocabulary';
import type { ForecastInput } from './forecast-input.js';
import { REHEARSED_AT_MOST, type Rehearsal, rehearse } from './rehearse.js';

/** True failure rates of the blast radius table, in per cent (rollouts.md). */
export const BLAST_RATES = [1, 2, 5, 20, 100] as const;

/** Rehearsals of each rate: enough for a median and a range, few enough to be done in a minute. */
const REHEARSALS = 11;

/** The middle of the rehearsals, and the values 5 % and 95 % of them do not exceed. */
export interface Range {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** What would come of the rollout if its release broke cars at this rate. */
export interface BlastRow {
  readonly percent: number;
  readonly rehearsals: number;
  /** Of these. The counts below are of them; absent where none was stopped. */
  readonly stopped: number;
  readonly hoursToStop?: Range;
  readonly triedWhenStopped?: Range;
  /** Had everything when it was stopped, and no outcome. */
  readonly pastStopping?: Range;
  /** Cars that failed in the end. */
  readonly broken?: Range;
}

/** Of a release that breaks nothing. */
export interface Expectation {
  /** Absent: it was not through after half a year in most rehearsals. */
  readonly daysToComplete?: Range;
  /** By stage: hours since the start until it opens; null: most rehearsals did not open it. */
  readonly hoursToOpen: readonly (Range | null)[];
  /** Median number of downloads that end on each day since the start. */
  readonly downloadsByDay: readonly number[];
  /** Cars that will have tried by then. */
  readonly tried: Range;
  /**
   * Vehicles that each car of these rehearsals stands for; above 1 the pace, the answers and the caps are scaled alike, so that the first day,
   * when few are let in at a time, is told too fast.
   */
  readonly vehiclesPerCar: number;
}

export interface Forecast {
  readonly expected: Expectation;
  readonly blastRadius: readonly BlastRow[];
  /** Cars in a rehearsal. */
  readonly rehearsedCars: number;
}

/** Expected duration, download load and blast radius, by rehearsals with fixed seeds. After each it yields the share that is done, from 0 to 1. */
export function* forecast(input: ForecastInput, rehearsed = REHEARSALS): Generator<number, Forecast> {
  const { input: small, vehiclesPerCar } = scaledDown(input);
  const rates = [0, ...BLAST_RATES];
  const rehearsals = new Map<number, readonly Rehearsal[]>();
  for (const [place, percent] of rates.entries()) {
    const all: Rehearsal[] = [];
    for (let seed = 1; seed <= rehearsed; seed++) {
      all.push(rehearse(percent === 0 ? small : input, percent / 100, seed));
      yield (place * rehearsed + seed) / (rates.length * rehearsed);
    }
    rehearsals.set(percent, all);
  }
  return {
    expected: expectationOf(rehearsals.get(0)!, input.rollout.plan.stages.length, vehiclesPerCar),
    blastRadius: BLAST_RATES.map((percent) => blastRow(percent, rehearsals.get(percent)!)),
    rehearsedCars: Math.min(input.cohortCount, REHEARSED_AT_MOST),
  };
}

function blastRow(percent: number, all: readonly Rehearsal[]): BlastRow {
  const stops = all.flatMap(({ stopped }) => (stopped ? [stopped] : []));
  const counts = { percent, rehearsals: all.length, stopped: stops.length };
  if (stops.length === 0) return counts;
  return {
    ...counts,
    hoursToStop: rangeOf(stops.map((stop) => hoursOf(stop.after))),
    triedWhenStopped: rangeOf(stops.map(({ tried }) => tried)),
    pastStopping: rangeOf(stops.map(({ pastStopping }) => pastStopping)),
    broken: rangeOf(stops.map(({ broken }) => broken)),
  };
}

/** Blast radii are never scaled: they are told by the first cars. Durations and loads are told by all of them. */
function scaledDown(input: ForecastInput): { readonly input: ForecastInput; readonly vehiclesPerCar: number } {
  const vehiclesPerCar = Math.max(1, input.cohortCount / REHEARSED_AT_MOST);
  const less = (count: number): number => Math.max(1, Math.round(count / vehiclesPerCar));
  const { rollout } = input;
  const { plan } = rollout;
  const stages = plan.stages.map((stage) => ({ ...stage, minimumAnswers: less(stage.minimumAnswers) }));
  return {
    vehiclesPerCar,
    input: {
      ...input,
      cohortCount: less(input.cohortCount),
      stageCounts: input.stageCounts.map(less),
      rollout: { ...rollout, plan: { ...plan, stages, inFlightAtFirst: less(plan.inFlightAtFirst) } },
    },
  };
}

function expectationOf(all: readonly Rehearsal[], stages: number, vehiclesPerCar: number): Expectation {
  const ends = all.flatMap(({ completedAfter }) => (completedAfter === undefined ? [] : [completedAfter]));
  const vehicles = (cars: number): number => Math.round(cars * vehiclesPerCar);
  const longest = Math.max(0, ...all.map(({ downloadsByDay }) => downloadsByDay.length));
  return {
    ...(ends.length > all.length / 2 && { daysToComplete: rangeOf(ends.map((end) => hoursOf(end) / 24)) }),
    hoursToOpen: Array.from({ length: stages }, (_, stage) => {
      const opens = all.flatMap(({ opened }) => (opened[stage] === undefined ? [] : [hoursOf(opened[stage])]));
      return opens.length > all.length / 2 ? rangeOf(opens) : null;
    }),
    downloadsByDay: Array.from(
      { length: longest },
      (_, day) => rangeOf(all.map(({ downloadsByDay }) => vehicles(downloadsByDay[day] ?? 0))).median,
    ),
    tried: rangeOf(all.map(({ tried }) => vehicles(tried))),
    vehiclesPerCar,
  };
}

const hoursOf = (length: Duration): number => Math.round((length / (days(1) / 24)) * 10) / 10;

/** By nearest rank. */
function rangeOf(values: readonly number[]): Range {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return { median: at(0.5), low: at(0.05), high: at(0.95) };
}
