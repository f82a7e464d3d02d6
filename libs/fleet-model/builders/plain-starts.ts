import {
  FAILURES_OF_THE_RATE,
  LATEST_FAILURES,
  SEGMENT_AT_MOST,
  type StageEvidence,
  type StartSignal,
} from '@tidings/rollout-engine';
import type { Trial } from '../src/simulated-car.js';

/** A vehicle at the place of its first start, with the first verdict it came to. */
interface Start {
  readonly first: Trial;
  readonly trials: Trial[];
  /** 'none', 'good', or what it failed by. */
  ending: string;
}

/** Every vehicle once, at the place of its first start (views/rollouts/start-segments-sql says the same in SQL). */
export function plainStarts(trials: readonly Trial[]): Pick<StageEvidence, 'segments' | 'failedAt'> {
  const segments: { started: number; failed: number; signals?: Partial<Record<StartSignal, number>> }[] = [];
  const failedAt: number[] = [];
  const markets = new Set<string>();
  let highest = -1;
  for (const [place, { first, trials: tries, ending }] of inOrder(trials).entries()) {
    const { market } = first.facts;
    if (place % SEGMENT_AT_MOST === 0 || first.stageIndex > highest || !markets.has(market))
      segments.push({ started: 0, failed: 0 });
    highest = Math.max(highest, first.stageIndex);
    markets.add(market);
    const segment = segments.at(-1)!;
    segment.started += 1;
    if (ending !== 'none' && ending !== 'good') {
      segment.failed += 1;
      failedAt.push(place);
    }
    for (const signal of signalsOf(tries, ending)) {
      segment.signals ??= {};
      segment.signals[signal] = (segment.signals[signal] ?? 0) + 1;
    }
  }
  return { segments, failedAt: failedAt.slice(-LATEST_FAILURES) };
}

function inOrder(trials: readonly Trial[]): readonly Start[] {
  const starts = new Map<string, Start>();
  for (const trial of trials) {
    const { attempt } = trial;
    if (attempt.fetchedAt === undefined) continue;
    const start = starts.get(attempt.vehicleId) ?? { first: trial, trials: [], ending: 'none' };
    starts.set(attempt.vehicleId, start);
    start.trials.push(trial);
    if (start.ending === 'none') start.ending = endingOf(trial);
  }
  return [...starts.values()].sort((a, b) => a.first.attempt.fetchedAt! - b.first.attempt.fetchedAt!);
}

/** 'good', the class of the failure, 'contradicted', or 'none' while there is no verdict. */
function endingOf({ attempt: { state } }: Trial): string {
  if (state.kind === 'installed') return 'good';
  if (state.kind === 'contradicted') return 'contradicted';
  if (state.kind === 'failed' && (FAILURES_OF_THE_RATE as readonly string[]).includes(state.failure))
    return state.failure;
  return 'none';
}

function signalsOf(trials: readonly Trial[], ending: string): readonly StartSignal[] {
  const signals: StartSignal[] = [];
  if (ending === 'degraded' || ending === 'refused-by-vehicle') signals.push(ending);
  if (trials.some(({ attempt: { state } }) => state.kind === 'failed' && state.failure === 'download'))
    signals.push('download');
  if (trials.some(({ wasSilent }) => wasSilent)) signals.push('silent');
  if (trials.some(({ wasStalled }) => wasStalled)) signals.push('stalled');
  return signals;
}
