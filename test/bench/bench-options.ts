import { parseArgs } from 'node:util';

/** What a run of the benchmark is asked to do. */
export interface BenchOptions {
  /** A short look that is never written down. */
  readonly isQuick: boolean;
  /** Keep the result in docs/benchmarks.md. */
  readonly isWritten: boolean;
  /** Name of the only subject that is measured; absent: all. */
  readonly only?: string;
  /** Registered vehicles of the large fleet; the small one has 1,000. */
  readonly fleetSize: number;
  /** Vehicles of the large fleet that poll. */
  readonly pollingVehicles: number;
  /** How long each subject is under load, once a round. */
  readonly secondsEach: number;
  /** Rounds that count. */
  readonly wantedRounds: number;
  /** Rounds in all, thrown-away ones included. */
  readonly roundsAtMost: number;
}

/** Errors: an Error with a sentence for people. */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      only: { type: 'string' },
      fleet: { type: 'string' },
      vehicles: { type: 'string' },
    },
  });
  const { quick: isQuick, write: isWritten } = values;
  if (isQuick && isWritten) throw new Error('--quick is a short look: only a whole run is written down.');
  const fleetSize = count('--fleet', values.fleet, isQuick ? 50_000 : 1_000_000);
  // Many enough that their rows of memory do not all stay in the processor's caches; each is asked once before.
  const pollingVehicles = count('--vehicles', values.vehicles, isQuick ? 2_000 : 20_000);
  if (fleetSize < pollingVehicles || pollingVehicles < 1_000)
    throw new Error('--fleet must be at least --vehicles, and --vehicles at least 1000.');
  const length = isQuick
    ? { secondsEach: 2, wantedRounds: 2, roundsAtMost: 3 }
    : { secondsEach: 3, wantedRounds: 5, roundsAtMost: 20 };
  return {
    isQuick,
    isWritten,
    fleetSize,
    pollingVehicles,
    ...length,
    ...(values.only !== undefined && { only: values.only }),
  };
}

function count(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,8}$/.test(text)) throw new Error(`${option} must be a whole number of vehicles.`);
  return Number(text);
}
