import { basisPoints, instant, type AttemptId, type RolloutId, type VehicleId } from '@tidings/vocabulary';
import fc from 'fast-check';
import { FAILURE_CLASSES, type Attempt, type AttemptState } from '../src/attempts/attempt.js';
import { PURPOSES } from '../src/plan/plan.js';
import { EXECUTIONS, type Report } from '../src/attempts/report.js';
import type { RolloutFacts, RolloutState } from '../src/offers/rollout.js';
import type { VehicleFacts } from '../src/offers/vehicle-facts.js';
import { aPlan, aRollout, aStage, NOON } from './a-rollout.js';
import { aVehicle } from './a-vehicle.js';
import { anAttempt } from './an-attempt.js';

/** Within two days around noon, so that windows, stages and heartbeats are met on both sides. */
export const someInstant = fc.integer({ min: -48 * 60, max: 48 * 60 }).map((minute) => instant(NOON + minute * 60_000));

const someTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);

/** Zones with large, half-hour and no clock changes. */
export const someZone = fc.constantFrom(
  'Europe/Stockholm',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Tokyo',
);
export const someWindow = fc.record({ opens: someTime, closes: someTime });

/** Facts that fit aRollout() often enough to reach the last gate, and miss it by one fact often enough. */
export const someVehicle: fc.Arbitrary<VehicleFacts> = fc
  .record({
    number: fc.integer({ min: 1, max: 50 }),
    standing: mostly('active' as const, 'blocked' as const),
    model: mostly('Vega', 'Lyra'),
    market: mostly('SE', 'FR'),
    timeZone: someZone,
    hardwareId: mostly('vega-a', 'lyra-a'),
    runs: mostly('7.1', '7.2', '6.0', 'garbage!'),
    isKnown: mostly(true, false),
    memberSince: someInstant,
  })
  .map(({ number, runs, isKnown, ...facts }) =>
    aVehicle({
      ...facts,
      vehicleId: `veh_${number}` as VehicleId,
      software: isKnown ? { kind: 'known', version: runs, since: NOON } : { kind: 'unknown', since: NOON },
    }),
  );

const someRolloutState: fc.Arbitrary<RolloutState> = mostly<RolloutState>(
  { kind: 'running' },
  { kind: 'paused', at: NOON, by: 'Ada', why: 'complaints' },
  { kind: 'halted', at: NOON, by: 'tidings', why: 'failures' },
  { kind: 'completed', at: NOON },
);

export const someRollout = (number: number): fc.Arbitrary<RolloutFacts> =>
  fc
    .record({
      state: someRolloutState,
      validFromEpoch: mostly(1, 2),
      evaluatedAt: fc.option(someInstant, { nil: undefined }),
      version: mostly('7.2', '7.3'),
      minimumVersion: mostly('7.0', '7.15'),
      releaseState: mostly('available' as const, 'withdrawn' as const),
      index: fc.integer({ min: 0, max: 1 }),
      share: fc.integer({ min: 1, max: 9_999 }).map(basisPoints),
      openedAt: someInstant,
      offered: fc.integer({ min: 0, max: 120 }),
      open: fc.integer({ min: 0, max: 30 }),
      outcomes: fc.integer({ min: 0, max: 30 }),
      window: fc.option(someWindow, { nil: undefined }),
      purpose: fc.constantFrom(...PURPOSES),
      priority: fc.integer({ min: 0, max: 2 }),
      isReady: mostly(true, false),
      isSwedish: fc.boolean(),
    })
    .map((r) =>
      aRollout({
        rolloutId: `rol_${number}` as RolloutId,
        state: r.state,
        epoch: r.validFromEpoch,
        validFromEpoch: r.validFromEpoch,
        evaluatedAt: r.evaluatedAt,
        release: { version: r.version, minimumVersion: r.minimumVersion, state: r.releaseState },
        stage: { index: r.index, cap: 100, openedAt: r.openedAt },
        cohort: { models: ['Vega'], ...(r.isSwedish && { markets: ['SE'] }) },
        tally: { offered: r.offered, open: r.open, outcomes: r.outcomes },
        plan: aPlan({
          stages: [aStage({ share: r.share }), aStage()],
          purpose: r.purpose,
          priority: r.priority,
          ...(r.window && { window: r.window }),
        }),
        readiness: new Map([
          ['SE', { kind: 'ready' }],
          ['FR', r.isReady ? { kind: 'ready' } : { kind: 'missing', languages: ['fr-FR'] }],
        ]),
      }),
    );

const someClosedState: fc.Arbitrary<AttemptState> = fc.oneof(
  fc.constantFrom(...FAILURE_CLASSES).map((failure) => ({ kind: 'failed', failure, cause: 'it broke' }) as const),
  fc.constantFrom<AttemptState>(
    { kind: 'cancelled' },
    { kind: 'installed', isInferred: false },
    { kind: 'contradicted', cause: 'both' },
    { kind: 'withdrawn', why: 'never-begun' },
  ),
);

/** Closed attempts of a vehicle for rollouts rol_1 to rol_3. */
export const someClosedAttempts: fc.Arbitrary<readonly Attempt[]> = fc
  .array(fc.record({ state: someClosedState, rollout: fc.integer({ min: 1, max: 3 }) }), { maxLength: 3 })
  .map((endings) =>
    endings.map(({ state, rollout }, index) =>
      anAttempt({
        attemptId: `att_${index + 1}` as AttemptId,
        wireNumber: index + 1,
        rolloutId: `rol_${rollout}` as RolloutId,
        state,
        closedAt: NOON,
      }),
    ),
  );

export const someReport: fc.Arbitrary<Report> = fc.record({
  door: mostly('deployment' as const, 'cancel' as const),
  execution: fc.constantFrom(...EXECUTIONS, 'closed' as const, 'closed' as const),
  finished: fc.constantFrom('none' as const, 'success' as const, 'failure' as const),
  code: fc.constantFrom(undefined, 200, 9001, 9004, 9006, 9007),
  details: fc.subarray(['Image verified', 'Signature verification failed', 'Channel operation returned error']),
});

/** The first value three times out of four. */
function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}
