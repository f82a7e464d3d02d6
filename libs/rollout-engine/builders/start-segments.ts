import type { FailureClass } from '../src/attempts/attempt.js';
import type { StartSegment, StartSignal } from '../src/steps/evidence.js';

/** A try of a vehicle, as far as it is evidence; tries of one vehicle stand in their order. */
export interface Try {
  readonly vehicle: string;
  /** Orders the starts, ties broken; undefined: never fetched. */
  readonly startedAt: number | undefined;
  readonly stage: number;
  readonly market: string;
  readonly ending: 'open' | 'installed' | 'contradicted' | 'cancelled' | 'withdrawn' | FailureClass;
}

/** What rollouts.md, "Guardrails", says of the order of starts and of restarts, as plainly as it can be said: the SQL is held against it. */
export function startSegments(tries: readonly Try[]): readonly StartSegment[] {
  const byVehicle = new Map<string, Try[]>();
  for (const one of tries) byVehicle.set(one.vehicle, [...(byVehicle.get(one.vehicle) ?? []), one]);
  const vehicles = [...byVehicle.values()].flatMap((own) => {
    const first = own.find(({ startedAt }) => startedAt !== undefined);
    if (!first) return [];
    const verdict = own.slice(own.indexOf(first)).find(({ ending }) => VERDICTS.has(ending));
    const failedAs = verdict?.ending === 'installed' ? undefined : verdict?.ending;
    const isSignal = (name: string): name is 'degraded' | 'refused-by-vehicle' =>
      name === 'degraded' || name === 'refused-by-vehicle';
    const signals: StartSignal[] = [
      ...(failedAs !== undefined && isSignal(failedAs) ? [failedAs] : []),
      ...(own.some(({ ending }) => ending === 'download') ? (['download'] as const) : []),
    ];
    return [{ ...first, fails: failedAs !== undefined, signals }];
  });
  const segments: { started: number; failed: number; signals?: Partial<Record<StartSignal, number>> }[] = [];
  const markets = new Set<string>();
  let highest = -1;
  for (const [place, { stage, market, fails, signals }] of vehicles
    .toSorted((a, b) => a.startedAt! - b.startedAt!)
    .entries()) {
    if (place % 250 === 0 || stage > highest || !markets.has(market)) segments.push({ started: 0, failed: 0 });
    highest = Math.max(highest, stage);
    markets.add(market);
    segments.at(-1)!.started += 1;
    if (fails) segments.at(-1)!.failed += 1;
    for (const signal of signals) {
      const counted = (segments.at(-1)!.signals ??= {});
      counted[signal] = (counted[signal] ?? 0) + 1;
    }
  }
  return segments;
}

const VERDICTS: ReadonlySet<Try['ending']> = new Set([
  'installed',
  'contradicted',
  'not-drivable',
  'degraded',
  'refused-by-vehicle',
]);
