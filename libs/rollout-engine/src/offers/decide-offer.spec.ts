import { describe, expect, it } from '@jest/globals';
import { after, instant, seconds, type RolloutId } from '@tidings/vocabulary';
import fc from 'fast-check';
import { aPlan, aRollout, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import { anAttempt } from '../../builders/an-attempt.js';
import { someClosedAttempts, someInstant, someRollout, someVehicle } from '../../builders/arbitraries.js';
import type { Attempt } from '../attempts/attempt.js';
import { compileCohort } from '../cohort/compile-cohort.js';
import { membershipOf } from '../cohort/membership-of.js';
import { decideOffer } from './decide-offer.js';
import { decideWithoutAttempt } from './decide-without-attempt.js';
import { explain } from './explain.js';
import { OPENING_GATES } from '../gates/gate-order.js';
import { inFlightLimit } from '../gates/pace-allows.js';
import { positionOf } from '../position/position.js';
import type { RolloutFacts } from './rollout.js';
import { compileSnapshot } from './snapshot.js';
import { askWindow } from '../times/window-clock.js';

const decide = (
  rollouts: RolloutFacts[],
  attempts: Attempt[] = [],
  vehicle = aVehicle(),
): ReturnType<typeof decideOffer> => decideOffer(compileSnapshot(rollouts), vehicle, attempts, NOON);

const paused = aRollout({ state: { kind: 'paused', at: NOON, by: 'Ada', why: 'calls' } });
const recall = aRollout({ rolloutId: 'rol_2' as RolloutId, plan: aPlan({ purpose: 'recall' }) });
const night = { opens: '22:00', closes: '05:00' };

describe('a vehicle without an open attempt', () => {
  it('is offered the rollout that lets it in', () => {
    expect(decide([aRollout()])).toMatchObject({ kind: 'offer', rollout: { rolloutId: 'rol_1' }, refusals: [] });
  });

  it('is offered the recall before the feature', () => {
    expect(decide([aRollout(), recall])).toMatchObject({ kind: 'offer', rollout: { rolloutId: 'rol_2' } });
  });

  it('is offered the next rollout when the first refuses, and the refusal is kept', () => {
    expect(decide([aRollout(), { ...recall, state: paused.state }])).toMatchObject({
      kind: 'offer',
      rollout: { rolloutId: 'rol_1' },
      refusals: [{ rolloutId: 'rol_2', answer: { gate: 'rollout-running' } }],
    });
  });

  it('is offered nothing when there is nothing, for ever', () => {
    expect(decide([])).toEqual({ kind: 'nothing', refusals: [] });
  });

  it('is told the first refusal of each rollout, for ever when nothing ends by itself', () => {
    const decision = decide([paused]);
    expect(decision).toMatchObject({ kind: 'nothing', refusals: [{ answer: { gate: 'rollout-running' } }] });
    expect(decision).not.toHaveProperty('holdsUntil');
  });

  it('is left alone until the earliest instant at which a rollout can change its answer', () => {
    const later = aRollout({ plan: aPlan({ window: night }) });
    const busy = aRollout({ rolloutId: 'rol_2' as RolloutId, tally: { open: 20 } });
    expect(decide([later])).toMatchObject({ holdsUntil: instant(NOON + 9 * 3_600_000) });
    expect(decide([later, busy])).toMatchObject({ holdsUntil: after(NOON, seconds(10)) });
  });

  it('is not woken by a full pace while its window is closed', () => {
    const both = aRollout({ plan: aPlan({ window: night }), tally: { open: 20 } });
    expect(decide([both])).toMatchObject({
      refusals: [{ answer: { gate: 'pace-allows' } }],
      holdsUntil: instant(NOON + 9 * 3_600_000),
    });
  });

  it('is offered a new attempt after one that was cancelled', () => {
    expect(decide([aRollout()], [anAttempt({ state: { kind: 'cancelled' }, closedAt: NOON })])).toMatchObject({
      kind: 'offer',
    });
  });

  it('is not refused for what went wrong in another rollout', () => {
    const elsewhere = anAttempt({
      rolloutId: 'rol_9' as RolloutId,
      state: { kind: 'failed', failure: 'degraded', cause: 'x' },
    });
    expect(decide([aRollout()], [elsewhere])).toMatchObject({ kind: 'offer' });
  });
});

describe('a vehicle with an open attempt', () => {
  it.each([
    ['not begun', {}, 'link-goes'],
    ['begun', { fetchedAt: NOON, state: { kind: 'downloading' } as const }, 'cancel'],
  ])('gives it up for a recall while it has %s', (_, station, manner) => {
    const open = anAttempt(station);
    expect(decide([aRollout(), recall], [open])).toMatchObject({
      kind: 'supersede',
      attempt: open,
      manner,
      by: { rolloutId: 'rol_2' },
    });
  });

  it('keeps it when it has everything: the recall waits for the verdict', () => {
    const delivered = anAttempt({ fetchedAt: NOON, deliveredAt: NOON, state: { kind: 'downloaded' } });
    expect(decide([aRollout(), recall], [delivered])).toEqual({ kind: 'keep', attempt: delivered });
  });

  it.each([
    ['whose stage does not reach it', { ...recall, stage: { ...recall.stage!, threshold: 0 } }],
    ['that is full', { ...recall, tally: { offered: 0, open: 20, outcomes: 0 } }],
    ['of its own class, whatever its priority', { ...recall, plan: aPlan({ purpose: 'quality', priority: 99 }) }],
  ])('keeps it beside a rollout %s', (_, other) => {
    expect(decide([aRollout(), other], [anAttempt()])).toMatchObject({ kind: 'keep' });
  });

  it('keeps a recall beside a feature', () => {
    const open = anAttempt({ rolloutId: 'rol_2' as RolloutId });
    expect(decide([aRollout(), recall], [open])).toEqual({ kind: 'keep', attempt: open });
  });

  it('keeps it although it already runs the new version, left the cohort and the stage', () => {
    const gone = aVehicle({ runs: '7.2', model: 'Lyra' });
    expect(decide([aRollout({ stage: { threshold: 0 } })], [anAttempt()], gone)).toMatchObject({ kind: 'keep' });
  });

  it('is stopped by what it has when the rollout is paused', () => {
    expect(decide([paused], [anAttempt()])).toMatchObject({ kind: 'stop', manner: 'link-goes' });
    expect(decide([paused], [anAttempt({ fetchedAt: NOON, state: { kind: 'downloading' } })])).toMatchObject({
      kind: 'stop',
      manner: 'cancel',
    });
    expect(decide([paused], [anAttempt({ fetchedAt: NOON, deliveredAt: NOON })])).toMatchObject({
      kind: 'stop',
      manner: 'let-finish',
      answer: { gate: 'rollout-running', has: 'paused by Ada: calls' },
    });
  });

  it('is neither stopped nor offered anything while its rollout is not in the snapshot', () => {
    expect(decide([recall], [anAttempt()])).toMatchObject({ kind: 'nothing', holdsUntil: after(NOON, seconds(10)) });
  });

  it('has the older one asked when a broken promise left two', () => {
    const two = [anAttempt({ wireNumber: 8, rolloutId: 'rol_2' as RolloutId }), anAttempt({ wireNumber: 7 })];
    expect(decide([aRollout(), recall], two)).toMatchObject({ attempt: { wireNumber: 7 } });
  });
});

describe('memory without attempts', () => {
  const quiet = (rollouts: RolloutFacts[]): ReturnType<typeof decideWithoutAttempt> =>
    decideWithoutAttempt(compileSnapshot(rollouts), aVehicle(), NOON);

  it('says no for ever when no rollout runs', () => {
    expect(quiet([paused])).toEqual({ kind: 'certainly-nothing' });
  });
  it('says no until the window opens', () => {
    expect(quiet([aRollout({ plan: aPlan({ window: night }) })])).toEqual({
      kind: 'certainly-nothing',
      holdsUntil: instant(NOON + 9 * 3_600_000),
    });
  });
  it('asks when a rollout might let the vehicle in', () => {
    expect(quiet([aRollout()])).toEqual({ kind: 'ask' });
  });
  it('asks when the stage is full, because this vehicle may have its room already', () => {
    expect(quiet([aRollout({ tally: { offered: 1_000 } })])).toEqual({ kind: 'ask' });
  });
});

describe('the explanation', () => {
  it('walks every gate of every rollout, past the first refusal', () => {
    const { decision, rollouts } = explain(compileSnapshot([paused, recall]), aVehicle({ model: 'Lyra' }), [], NOON);
    expect(decision.kind).toBe('nothing');
    expect(rollouts.map(({ rolloutId, asked, passes }) => [rolloutId, asked, passes])).toEqual([
      ['rol_2', 'opening', false],
      ['rol_1', 'opening', false],
    ]);
    const refused = rollouts[1]!.answers.filter(({ passes }) => !passes).map(({ gate }) => gate);
    expect(refused).toEqual(['rollout-running', 'in-cohort']);
    expect(rollouts[1]!.answers).toHaveLength(OPENING_GATES.length);
  });

  it('asks the keeping gates of the open attempt, and the opening gates of the others', () => {
    const { decision, rollouts } = explain(compileSnapshot([aRollout(), recall]), aVehicle(), [anAttempt()], NOON);
    expect(decision.kind).toBe('supersede');
    expect(rollouts.map(({ asked, passes, attempts }) => [asked, passes, attempts.length])).toEqual([
      ['opening', true, 0],
      ['keeping', true, 1],
    ]);
  });
});

describe('whatever the facts', () => {
  const someRollouts = fc.tuple(someRollout(1), someRollout(2), someRollout(3)).map((rollouts) => [...rollouts]);
  const runs = { numRuns: 600 };

  it('no vehicle outside cohort, stage, cap, pace, window, hardware or release is ever offered', () => {
    let offers = 0;
    fc.assert(
      fc.property(someRollouts, someVehicle, someClosedAttempts, someInstant, (rollouts, vehicle, attempts, now) => {
        const decision = decideOffer(compileSnapshot(rollouts), vehicle, attempts, now);
        if (decision.kind !== 'offer') return decision.kind === 'nothing';
        offers += 1;
        const { rollout } = decision;
        const hadAttempt = attempts.some(({ rolloutId }) => rolloutId === rollout.rolloutId);
        return (
          rollout.state.kind === 'running' &&
          membershipOf(compileCohort(rollout.cohort), vehicle) === 'in' &&
          positionOf(rollout.rolloutId, vehicle.vehicleId) < rollout.stage!.threshold &&
          (hadAttempt || rollout.tally.offered < rollout.stage!.cap) &&
          rollout.tally.open < inFlightLimit(rollout) &&
          (rollout.plan.window === undefined ||
            askWindow(rollout.plan.window, vehicle.timeZone, now).kind === 'open') &&
          rollout.release.packages.some(({ hardwareIds }) => hardwareIds.includes(vehicle.hardwareId)) &&
          rollout.release.state === 'available' &&
          rollout.readiness.get(vehicle.market)?.kind === 'ready' &&
          vehicle.standing === 'active' &&
          vehicle.software.kind === 'known' &&
          now - rollout.evaluatedAt! <= 300_000
        );
      }),
      runs,
    );
    expect(offers).toBeGreaterThan(0);
  });

  it('nothing is offered beside an open attempt', () => {
    fc.assert(
      fc.property(someRollouts, someVehicle, someClosedAttempts, someInstant, (rollouts, vehicle, closed, now) => {
        const attempts = [...closed, anAttempt({ wireNumber: 9 })];
        return ['keep', 'stop', 'supersede'].includes(
          decideOffer(compileSnapshot(rollouts), vehicle, attempts, now).kind,
        );
      }),
      runs,
    );
  });

  it('what memory refuses until an instant is not offered before it, over heartbeats, outcomes and any attempts', () => {
    let refused = 0;
    const laterTally = fc.record({ offered: fc.nat(200), open: fc.nat(40), outcomes: fc.nat(40) });
    fc.assert(
      fc.property(
        someRollouts,
        someVehicle,
        someClosedAttempts,
        someInstant,
        fc.nat(3 * 86_400_000),
        laterTally,
        (rollouts, vehicle, attempts, now, wait, tally) => {
          const quiet = decideWithoutAttempt(compileSnapshot(rollouts), vehicle, now);
          if (quiet.kind === 'ask') return true;
          refused += 1;
          const at = instant(Math.min(now + wait, (quiet.holdsUntil ?? Infinity) - 1));
          // A refusal for ever outlives heartbeats and outcomes; one with an end is only asked of the same snapshot.
          const then =
            quiet.holdsUntil === undefined ? rollouts.map((r) => ({ ...r, tally, evaluatedAt: at })) : rollouts;
          return decideOffer(compileSnapshot(then), vehicle, attempts, at).kind === 'nothing';
        },
      ),
      runs,
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('"nothing until" of the full decision holds as well', () => {
    fc.assert(
      fc.property(
        someRollouts,
        someVehicle,
        someClosedAttempts,
        someInstant,
        fc.nat(3 * 86_400_000),
        (rollouts, vehicle, attempts, now, wait) => {
          const snapshot = compileSnapshot(rollouts);
          const decision = decideOffer(snapshot, vehicle, attempts, now);
          if (decision.kind !== 'nothing') return true;
          const at = instant(Math.min(now + wait, (decision.holdsUntil ?? Infinity) - 1));
          return decideOffer(snapshot, vehicle, attempts, at).kind === 'nothing';
        },
      ),
      runs,
    );
  });
});
