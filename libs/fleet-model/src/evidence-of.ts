import {
  type Attempt,
  FAILURE_CLASSES,
  FAILURES_OF_THE_RATE,
  type FailureClass,
  isOpen,
  type StageEvidence,
  type StartSegment,
} from '@tidings/rollout-engine';
import { before, type Instant } from '@tidings/vocabulary';
import type { Trial } from './simulated-car.js';
import type { SimulatedRollout } from './simulated-rollout.js';

/**
 * What the cars of a simulated rollout have shown so far: the same counts that views/rollouts/stage-evidence takes with SQL, over tries
 * that a simulation keeps in the order of their starts. `lastHeardOf`: when the car of a try was last heard.
 */
export function evidenceOf(
  rollout: SimulatedRollout,
  now: Instant,
  lastHeardOf: (trial: Trial) => Instant,
): StageEvidence {
  const stage = rollout.facts.stage!;
  const longAgo = before(now, rollout.facts.plan.silentAfter);
  const failed = Object.fromEntries(FAILURE_CLASSES.map((name) => [name, 0])) as Record<FailureClass, number>;
  const counts = { started: 0, installed: 0, contradicted: 0, answersInStage: 0, startedLongAgo: 0 };
  const late = { unresolved: 0, silent: 0 };
  for (const trial of rollout.trials) {
    const { attempt } = trial;
    const { state, fetchedAt } = attempt;
    if (fetchedAt === undefined || state.kind === 'withdrawn' || state.kind === 'cancelled') continue;
    counts.started += 1;
    if (state.kind === 'installed') counts.installed += 1;
    if (state.kind === 'contradicted') counts.contradicted += 1;
    if (state.kind === 'failed') failed[state.failure] += 1;
    if (isVerdict(attempt) && fetchedAt >= stage.openedAt) counts.answersInStage += 1;
    if (fetchedAt > longAgo) continue;
    counts.startedLongAgo += 1;
    if (!isOpen(attempt)) continue;
    late.unresolved += 1;
    if (lastHeardOf(trial) <= longAgo) late.silent += 1;
  }
  return {
    ...counts,
    ...late,
    failed,
    stageIndex: stage.index,
    openedAt: stage.openedAt,
    segments: segmentsOf(rollout.trials),
    isNextApproved: rollout.isNextApproved,
    cohortCount: rollout.cohortCount,
  };
}

const isVerdict = ({ state: { kind } }: Attempt): boolean =>
  kind === 'installed' || kind === 'failed' || kind === 'contradicted';

const SEGMENT_AT_MOST = 250;

/** The first verdict of a vehicle counts, at the place of its first start (views/rollouts/start-segments-sql). */
function segmentsOf(trials: readonly Trial[]): readonly StartSegment[] {
  const places = new Map<string, { readonly first: Trial; ending: 'none' | 'good' | 'failure' }>();
  for (const trial of trials) {
    const { attempt } = trial;
    if (attempt.fetchedAt === undefined) continue;
    const place = places.get(attempt.vehicleId) ?? { first: trial, ending: 'none' };
    if (place.ending === 'none') place.ending = endingOf(attempt);
    places.set(attempt.vehicleId, place);
  }
  const segments: { started: number; failed: number }[] = [];
  const markets = new Set<string>();
  let highest = -1;
  let number = 0;
  const inOrder = [...places.values()].sort((a, b) => a.first.attempt.fetchedAt! - b.first.attempt.fetchedAt!);
  for (const { first, ending } of inOrder) {
    const { market } = first.facts;
    if (number++ % SEGMENT_AT_MOST === 0 || first.stageIndex > highest || !markets.has(market))
      segments.push({ started: 0, failed: 0 });
    highest = Math.max(highest, first.stageIndex);
    markets.add(market);
    const segment = segments.at(-1)!;
    segment.started += 1;
    if (ending === 'failure') segment.failed += 1;
  }
  return segments;
}

function endingOf({ state }: Attempt): 'none' | 'good' | 'failure' {
  if (state.kind === 'installed') return 'good';
  if (state.kind === 'contradicted') return 'failure';
  const isFailure = state.kind === 'failed' && (FAILURES_OF_THE_RATE as readonly string[]).includes(state.failure);
  return isFailure ? 'failure' : 'none';
}
