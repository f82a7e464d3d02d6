import {
  FAILURES_OF_THE_RATE,
  LATEST_FAILURES,
  SEGMENT_AT_MOST,
  type StageEvidence,
  type StartSignal,
} from '@tidings/rollout-engine';
import type { Trial } from './simulated-car.js';

/** A vehicle at the place of its first start, with what has been counted of it. */
interface Start {
  readonly place: number;
  readonly segment: Segment;
  readonly trials: Trial[];
  /** Until there is a verdict; then 'good', or what it failed by. */
  ending: string | undefined;
  readonly signals: Set<StartSignal>;
}

interface Segment {
  started: number;
  failed: number;
  signals?: Partial<Record<StartSignal, number>>;
}

/** Every vehicle once, at the place of its first start, counted as it happens (views/rollouts/start-segments-sql counts the same in SQL). */
export class Starts {
  private readonly byVehicle = new Map<string, Start>();
  private readonly segments: Segment[] = [];
  private readonly failedAt: number[] = [];
  private readonly markets = new Set<string>();
  private highest = -1;

  /** A try has started; called in the order of starts. */
  begun(trial: Trial): void {
    const { vehicleId } = trial.attempt;
    const known = this.byVehicle.get(vehicleId);
    if (known) known.trials.push(trial);
    else this.byVehicle.set(vehicleId, this.placed(trial));
  }

  /** Something became known of a try that has started. */
  changed({ attempt }: Trial): void {
    const start = this.byVehicle.get(attempt.vehicleId);
    if (!start) return;
    this.countVerdict(start);
    for (const signal of signalsOf(start)) this.count(start, signal);
  }

  evidence(): Pick<StageEvidence, 'segments' | 'failedAt'> {
    return {
      segments: this.segments.map(({ signals, ...counts }) => ({
        ...counts,
        ...(signals && { signals: { ...signals } }),
      })),
      failedAt: this.failedAt.slice(-LATEST_FAILURES),
    };
  }

  private placed(trial: Trial): Start {
    const place = this.byVehicle.size;
    const { market } = trial.facts;
    if (place % SEGMENT_AT_MOST === 0 || trial.stageIndex > this.highest || !this.markets.has(market))
      this.segments.push({ started: 0, failed: 0 });
    this.highest = Math.max(this.highest, trial.stageIndex);
    this.markets.add(market);
    const segment = this.segments.at(-1)!;
    segment.started += 1;
    return { place, segment, trials: [trial], ending: undefined, signals: new Set() };
  }

  /** The first verdict counts; a try whose verdict changes, because of a late report, changes it. */
  private countVerdict(start: Start): void {
    const ending = start.trials.map(endingOf).find((one) => one !== undefined);
    const [failedBefore, fails] = [isFailure(start.ending), isFailure(ending)];
    start.ending = ending;
    if (failedBefore === fails) return;
    start.segment.failed += fails ? 1 : -1;
    if (fails) this.failedAt.push(start.place);
    else this.failedAt.splice(this.failedAt.indexOf(start.place), 1);
    this.failedAt.sort((a, b) => a - b);
  }

  private count({ segment, signals }: Start, signal: StartSignal): void {
    if (signals.has(signal)) return;
    signals.add(signal);
    segment.signals ??= {};
    segment.signals[signal] = (segment.signals[signal] ?? 0) + 1;
  }
}

const isFailure = (ending: string | undefined): boolean => ending !== undefined && ending !== 'good';

function endingOf({ attempt: { state } }: Trial): string | undefined {
  if (state.kind === 'installed') return 'good';
  if (state.kind === 'contradicted') return 'contradicted';
  const counts = state.kind === 'failed' && (FAILURES_OF_THE_RATE as readonly string[]).includes(state.failure);
  return counts ? state.failure : undefined;
}

function signalsOf({ trials, ending }: Start): readonly StartSignal[] {
  const signals: StartSignal[] = [];
  if (ending === 'degraded' || ending === 'refused-by-vehicle') signals.push(ending);
  if (trials.some(({ attempt: { state } }) => state.kind === 'failed' && state.failure === 'download'))
    signals.push('download');
  if (trials.some(({ wasSilent }) => wasSilent)) signals.push('silent');
  if (trials.some(({ wasStalled }) => wasStalled)) signals.push('stalled');
  return signals;
}
