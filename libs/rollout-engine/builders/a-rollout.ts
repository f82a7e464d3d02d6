import {
  after,
  basisPoints,
  days,
  hours,
  minutes,
  parseInstant,
  type PackageId,
  type ReleaseId,
  type RolloutId,
} from '@tidings/vocabulary';
import { stageThresholds } from '../src/position/exposure.js';
import type { Plan, Stage, StageExposure, StageTerms } from '../src/plan/plan.js';
import type { OpenStage, ReleaseFacts, RolloutFacts, RolloutTally } from '../src/offers/rollout.js';

/** Noon of the day on which everything in these tests happens. */
export const NOON = parseInstant('2026-03-10T12:00:00Z');

interface RolloutWishes extends Omit<Partial<RolloutFacts>, 'release' | 'plan' | 'stage' | 'tally'> {
  readonly release?: Partial<ReleaseFacts>;
  readonly plan?: Partial<Plan>;
  readonly stage?: Partial<OpenStage> | 'none';
  readonly tally?: Partial<RolloutTally>;
}

/** Everybody, unless another exposure is wished. */
export const aStage = (stage: Partial<StageTerms> & (StageExposure | { readonly share?: never }) = {}): Stage => {
  const exposure = 'count' in stage || 'ring' in stage ? {} : { share: basisPoints(10_000) };
  return { ...exposure, soak: days(2), minimumAnswers: 10, needsApproval: false, ...stage } as Stage;
};

/** A plan of three stages: 1 %, 10 %, 100 %. */
export const aPlan = (plan: Partial<Plan> = {}): Plan => ({
  stages: [aStage({ share: basisPoints(100) }), aStage({ share: basisPoints(1_000) }), aStage()],
  purpose: 'feature',
  priority: 0,
  failureLimit: basisPoints(200),
  silentAfter: hours(24),
  inFlightAtFirst: 20,
  ...plan,
});

/** A rollout of 7.2 that runs, in its last stage, open to every Vega, looked at just now. */
export function aRollout(wishes: RolloutWishes = {}): RolloutFacts {
  const { release, plan, stage, tally, ...facts } = wishes;
  const wholePlan = aPlan(plan);
  const index = (stage !== 'none' ? stage?.index : undefined) ?? wholePlan.stages.length - 1;
  // Builders count nothing: a stage by count opens up to as many places as there are cars in it.
  const thresholds = stageThresholds(wholePlan.stages, (count) => count);
  const openStage: OpenStage = {
    index,
    threshold: thresholds[index]!,
    cap: 1_000,
    openedAt: after(NOON, minutes(-60)),
    ...(stage !== 'none' && stage),
  };
  return {
    rolloutId: 'rol_1' as RolloutId,
    name: 'Vega spring',
    state: { kind: 'running' },
    epoch: 1,
    validFromEpoch: 1,
    evaluatedAt: NOON,
    createdAt: parseInstant('2026-03-01T00:00:00Z'),
    release: {
      releaseId: 'rel_1' as ReleaseId,
      version: '7.2',
      state: 'available',
      packages: [{ packageId: 'pkg_1' as PackageId, hardwareIds: ['vega-a', 'vega-b'], isKeyValid: true }],
      ...release,
    },
    cohort: { models: ['Vega'] },
    cohortCount: 100_000,
    plan: wholePlan,
    planVersion: { number: 1, since: parseInstant('2026-03-01T00:00:00Z'), evidenceFrom: 1 },
    thresholds,
    stage: stage === 'none' ? undefined : openStage,
    tally: { offered: 0, open: 0, outcomes: 0, ...tally },
    holds: [],
    readiness: new Map([['SE', { kind: 'ready' }]]),
    ...facts,
  };
}
