import {
  type Attempt,
  FAILURE_CLASSES,
  type FailureClass,
  isOpen,
  type Plan,
  type StageEvidence,
  STALLED_AFTER,
} from '@tidings/rollout-engine';
import { after, before, type Instant } from '@tidings/vocabulary';
import type { Trial } from '../src/simulated-car.js';
import type { SimulatedRollout } from '../src/simulated-rollout.js';
import { sliceLookOf } from '../src/slice-look-of.js';
import { plainStarts } from './plain-starts.js';

/**
 * What the cars of a simulated rollout have shown so far: the same counts that views/rollouts/stage-evidence takes with SQL, over tries
 * that a simulation keeps in the order of their starts. `lastHeardOf`: when the car of a try was last heard. Without control group and
 * without intakes: what owners and cars tell after the installation is not simulated.
 */
export function plainEvidence(
  rollout: SimulatedRollout,
  now: Instant,
  lastHeardOf: (trial: Trial) => Instant,
): StageEvidence {
  const stage = rollout.facts.stage!;
  const longAgo = before(now, rollout.facts.plan.silentAfter);
  const failed = Object.fromEntries(FAILURE_CLASSES.map((name) => [name, 0])) as Record<FailureClass, number>;
  const counts = { started: 0, installed: 0, contradicted: 0, answersInStage: 0, startedLongAgo: 0 };
  const late = { unresolved: 0, silent: 0 };
  const inStage = { startedLongAgo: 0, unresolved: 0, silent: 0 };
  for (const trial of rollout.trials) {
    const { attempt } = trial;
    const { state, fetchedAt } = attempt;
    if (fetchedAt === undefined || WITHOUT_EVIDENCE.has(state.kind)) continue;
    counts.started += 1;
    if (state.kind === 'installed') counts.installed += 1;
    if (state.kind === 'contradicted') counts.contradicted += 1;
    if (state.kind === 'failed') failed[state.failure] += 1;
    if (VERDICTS.has(state.kind) && fetchedAt >= stage.openedAt) counts.answersInStage += 1;
    if (fetchedAt > longAgo) continue;
    const isOfStage = fetchedAt >= stage.openedAt;
    counts.startedLongAgo += 1;
    if (isOfStage) inStage.startedLongAgo += 1;
    if (!isOpen(attempt)) continue;
    late.unresolved += 1;
    if (isOfStage) inStage.unresolved += 1;
    if (lastHeardOf(trial) > longAgo) trial.wasStalled ||= isStalled(attempt, rollout.facts.plan, now);
    else {
      late.silent += 1;
      if (isOfStage) inStage.silent += 1;
      trial.wasSilent = true;
    }
  }
  const sliceLook = sliceLookOf(rollout);
  const lastOfferedAt = rollout.trials.at(-1)?.attempt.offeredAt;
  return {
    ...counts,
    ...late,
    inStage,
    ...plainStarts(rollout.trials),
    failed,
    stageIndex: stage.index,
    openedAt: stage.openedAt,
    isNextApproved: rollout.isNextApproved,
    cohortCount: rollout.facts.cohortCount,
    asked: askedOf(rollout),
    ...(lastOfferedAt !== undefined && { lastOfferedAt }),
    ...(sliceLook && { sliceLook }),
  };
}

/** What we or its owner ended before it could succeed. */
const WITHOUT_EVIDENCE: ReadonlySet<string> = new Set(['withdrawn', 'cancelled', 'superseded', 'declined', 'deferred']);
const VERDICTS: ReadonlySet<string> = new Set(['installed', 'failed', 'contradicted']);

const isStalled = ({ fetchedAt }: Attempt, { stalledAfter = STALLED_AFTER }: Plan, now: Instant): boolean =>
  now >= after(fetchedAt!, stalledAfter);

function askedOf({ trials, facts }: SimulatedRollout): { readonly of: number; readonly bad: number } {
  const saidNo = trials.filter(
    ({ attempt: { state } }) =>
      state.kind === 'declined' || (state.kind === 'failed' && state.failure === 'ended-by-owner'),
  );
  return { of: facts.tally.offered, bad: new Set(saidNo.map(({ attempt }) => attempt.vehicleId)).size };
}
