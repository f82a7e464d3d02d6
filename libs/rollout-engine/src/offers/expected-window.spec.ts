import { describe, expect, it } from '@jest/globals';
import { after, basisPoints, days, hours, type Instant, parseInstant, type VehicleId } from '@tidings/vocabulary';
import { aPlan, aRollout, aStage, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import { expectedWindow, type ExpectedWindow } from './expected-window.js';
import { walkOf } from './claims.js';
import { positionOf } from '../position/position.js';
import type { Plan } from '../plan/plan.js';
import type { RolloutFacts } from './rollout.js';
import { compileSnapshot } from './snapshot.js';
import { thresholdOf } from '../position/threshold.js';

function expectedOf(rollout: RolloutFacts, vehicle = aVehicle(), now: Instant = NOON): ExpectedWindow {
  const [compiled] = compileSnapshot([rollout]).inOrder;
  return expectedWindow(rollout, vehicle, walkOf(compiled!, { vehicle, attempts: [], now }).answers, now);
}

/** A vehicle whose place lies in that share of rol_1. */
const placed = (from: number, to: number): VehicleId => {
  for (let n = 0; ; n++) {
    const id = `veh_${n}` as VehicleId;
    const place = positionOf(aRollout().rolloutId, id);
    if (place >= thresholdOf(basisPoints(from)) && place < thresholdOf(basisPoints(to))) return id;
  }
};
const lastStage = aVehicle({ vehicleId: placed(1_000, 10_000) });
const because = (window: ExpectedWindow): string =>
  'because' in window ? (typeof window.because === 'string' ? window.because : window.because.gate) : window.kind;
const inStage = (index: number, plan: Partial<Plan> = {}, more: Parameters<typeof aRollout>[0] = {}): RolloutFacts =>
  aRollout({ plan: aPlan(plan), stage: { index, openedAt: NOON }, ...more });

describe('when a vehicle has its turn', () => {
  it('is its next contact when nothing refuses', () => {
    expect(expectedOf(aRollout())).toEqual({ kind: 'now' });
  });

  it('is after the soak of every stage before its own, and before the patience of all of them is over', () => {
    expect(expectedOf(inStage(0), lastStage)).toEqual({
      kind: 'between',
      earliest: after(NOON, days(4)),
      latest: after(NOON, days(3 * (2 + 4))),
    });
    expect(expectedOf(inStage(1), lastStage)).toMatchObject({ earliest: after(NOON, days(2)) });
  });

  it('is where the rehearsals of its dry run had it, once there is a forecast', () => {
    const span = (low: number, high: number) => ({ low: hours(low), high: hours(high) });
    const foretold = { opens: [span(0, 0), span(50, 60), span(110, 130)], over: span(400, 700) };
    expect(expectedOf(inStage(0, {}, { foretold }), lastStage)).toEqual({
      kind: 'between',
      earliest: after(NOON, hours(110)),
      latest: after(NOON, hours(700)),
    });
    // From the second stage on, which opened now: so long as it took from there.
    expect(expectedOf(inStage(1, {}, { foretold }), lastStage)).toEqual({
      kind: 'between',
      earliest: after(NOON, hours(50)),
      latest: after(NOON, hours(650)),
    });
    // The plan's own range where the rehearsals did not get that far.
    const short = { opens: [span(0, 0), span(50, 60), null] };
    expect(expectedOf(inStage(0, {}, { foretold: short }), lastStage)).toMatchObject({
      earliest: after(NOON, days(4)),
    });
  });

  it('comes nearer as time passes, and is never in the past', () => {
    const late = after(NOON, days(30));
    const stalled = inStage(0, {}, { evaluatedAt: late });
    expect(expectedOf(stalled, lastStage, late)).toMatchObject({ earliest: after(late, days(2)) });
  });

  it('begins inside the daily window and outside the freezes', () => {
    const night = { opens: '22:00', closes: '05:00' };
    const freezes = [{ from: '2026-03-14', to: '2026-03-15', why: 'inventory' }];
    expect(expectedOf(inStage(0, { window: night, freezes }), lastStage)).toMatchObject({
      kind: 'between',
      earliest: parseInstant('2026-03-15T23:00:00Z'),
    });
    expect(expectedOf(aRollout({ plan: aPlan({ window: night }) }))).toMatchObject({
      earliest: parseInstant('2026-03-10T21:00:00Z'),
    });
  });

  it('cannot be said while a person has to approve a stage before', () => {
    const stages = [aStage({ share: basisPoints(100), needsApproval: true }), aStage()];
    expect(because(expectedOf(inStage(0, { stages }), lastStage))).toBe('approval');
  });

  it('counts from the planned start of an approved rollout, and cannot be said without one', () => {
    const approved = { state: { kind: 'approved', at: NOON, by: 'Bo' }, stage: 'none' } as const;
    const startsAt = after(NOON, hours(100));
    expect(expectedOf(aRollout({ ...approved, plan: aPlan({ startsAt }) }), lastStage)).toMatchObject({
      earliest: after(startsAt, days(4)),
    });
    expect(because(expectedOf(aRollout(approved), lastStage))).toBe('rollout-running');
  });

  it.each<[string, RolloutFacts, 'never' | 'cannot-say', string]>([
    ['of other hardware', aRollout({ release: { packages: [] } }), 'never', 'hardware-fits'],
    ['outside the cohort', aRollout({ cohort: { models: ['Lyra'] } }), 'never', 'in-cohort'],
    ['that runs it already', aRollout({ release: { version: '7.1' } }), 'never', 'allowed-direction'],
    ['of a completed rollout', aRollout({ state: { kind: 'completed', at: NOON } }), 'never', 'rollout-running'],
    [
      'of a paused rollout',
      aRollout({ state: { kind: 'paused', at: NOON, by: 'Ada', why: 'calls' } }),
      'cannot-say',
      'rollout-running',
    ],
    ['without a text', aRollout({ readiness: new Map() }), 'cannot-say', 'note-live'],
    ['whose owner was not asked', aRollout({ plan: aPlan({ consent: 'asks' }) }), 'cannot-say', 'owner-agrees'],
  ])('of a vehicle %s', (_, rollout, kind, gate) => {
    const window = expectedOf(rollout);
    expect([window.kind, because(window)]).toEqual([kind, gate]);
  });

  it('is never for a vehicle beyond the last stage', () => {
    const stages = [aStage({ share: basisPoints(100) })];
    expect(expectedOf(inStage(0, { stages }), lastStage)).toMatchObject({
      kind: 'never',
      because: { gate: 'in-stage' },
    });
  });

  it('is the next stage for a vehicle that joined after this one opened', () => {
    const newcomer = aVehicle({ vehicleId: placed(0, 100), memberSince: after(NOON, hours(1)) });
    const now = after(NOON, hours(2));
    expect(expectedOf(inStage(0, {}, { evaluatedAt: now }), newcomer, now)).toMatchObject({
      earliest: after(NOON, days(2)),
    });
  });
});
