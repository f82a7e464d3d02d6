import { describe, expect, it } from '@jest/globals';
import { after, days, type Instant, type RolloutId } from '@tidings/vocabulary';
import fc from 'fast-check';
import { aPlan, aRollout, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import { anAttempt } from '../../builders/an-attempt.js';
import { someClosedAttempts, someRollout, someVehicle } from '../../builders/arbitraries.js';
import type { Attempt } from '../attempts/attempt.js';
import { decideOffer } from './decide-offer.js';
import { PURPOSES } from '../plan/plan.js';
import { positionOf } from '../position/position.js';
import type { RolloutFacts } from './rollout.js';
import { classRank, compileSnapshot } from './snapshot.js';
import type { VehicleFacts } from './vehicle-facts.js';

const someRollouts = fc.tuple(someRollout(1), someRollout(2), someRollout(3)).map((rollouts) => [...rollouts]);

const someOpenAttempt: fc.Arbitrary<Attempt> = fc
  .record({
    rollout: fc.integer({ min: 1, max: 3 }),
    station: fc.constantFrom<Partial<Attempt>>(
      {},
      { fetchedAt: NOON },
      { fetchedAt: NOON, state: { kind: 'downloading' } },
      { fetchedAt: NOON, deliveredAt: NOON, state: { kind: 'installing' } },
    ),
  })
  .map(({ rollout, station }) =>
    anAttempt({ wireNumber: 9, epoch: 2, rolloutId: `rol_${rollout}` as RolloutId, ...station }),
  );

/** Holds and old or disputed facts, which the ordinary vehicle does not have. */
const troubled = (some: fc.Arbitrary<VehicleFacts>): fc.Arbitrary<VehicleFacts> =>
  fc
    .record({ vehicle: some, isHeld: fc.boolean(), isOld: fc.boolean(), disagrees: fc.boolean() })
    .map(({ vehicle, isHeld, isOld, disagrees }) => ({
      ...vehicle,
      ...(isHeld && { hold: { why: 'evidence', by: 'Ada', at: NOON } }),
      factsAt: after(NOON, days(isOld ? -120 : -3)),
      disagreements: disagrees ? [{ fact: 'hardwareId', vehicleSays: 'a', makerSays: 'b' }] : [],
    }));

const someTroubledVehicle = troubled(someVehicle);
const someOrdinaryVehicle = fc.nat(50).map((n) => aVehicle({ vehicleId: `veh_${n}` as VehicleFacts['vehicleId'] }));

/** Rollouts that mostly let the ordinary vehicle in, so that classes meet. */
const someEagerRollout = (number: number): fc.Arbitrary<RolloutFacts> =>
  fc
    .record({
      purpose: fc.constantFrom(...PURPOSES),
      open: fc.constantFrom(0, 0, 0, 99),
      validFromEpoch: fc.constantFrom(1, 1, 1, 3),
    })
    .map(({ purpose, open, validFromEpoch }) =>
      aRollout({
        rolloutId: `rol_${number}` as RolloutId,
        epoch: validFromEpoch,
        validFromEpoch,
        plan: aPlan({ purpose }),
        tally: { open },
      }),
    );
const someEagerRollouts = fc
  .tuple(someEagerRollout(1), someEagerRollout(2), someEagerRollout(3))
  .map((rollouts) => [...rollouts]);

const RUNS = { numRuns: 300 };

describe('while everything changes', () => {
  it('no car is stopped by its own progress: what it runs, is made of besides, and belongs to is never asked again', () => {
    let stopped = 0;
    const progressed = (vehicle: VehicleFacts, other: VehicleFacts): VehicleFacts => ({
      ...vehicle,
      software: other.software,
      model: other.model,
      modelYear: other.modelYear,
      memberSince: other.memberSince,
      factsAt: other.factsAt,
      disagreements: other.disagreements,
      ecus: { brakes: { hardwareId: 'b', software: other.software } },
      tags: ['half-updated'],
    });
    fc.assert(
      fc.property(someRollouts, someTroubledVehicle, someTroubledVehicle, someOpenAttempt, (all, one, other, open) => {
        const snapshot = compileSnapshot(all);
        const [before, then] = [one, progressed(one, other)].map((vehicle) =>
          decideOffer(snapshot, vehicle, [open], NOON),
        );
        if (before!.kind === 'stop') stopped += 1;
        return (before!.kind === 'stop') === (then!.kind === 'stop');
      }),
      RUNS,
    );
    expect(stopped).toBeGreaterThan(50);
  });

  it('a rollout of a higher class that would be offered never waits for an open attempt that can be stopped', () => {
    let superseded = 0;
    fc.assert(
      fc.property(
        someEagerRollouts,
        someOrdinaryVehicle,
        someClosedAttempts,
        someOpenAttempt,
        (all, vehicle, closed, open) => {
          const snapshot = compileSnapshot(all);
          const wouldGet = decideOffer(snapshot, vehicle, closed, NOON);
          const decision = decideOffer(snapshot, vehicle, [...closed, open], NOON);
          if (decision.kind === 'supersede') superseded += 1;
          const own = all.find(({ rolloutId }) => rolloutId === open.rolloutId)!;
          const isHigher =
            wouldGet.kind === 'offer' && classRank(wouldGet.rollout.plan.purpose) < classRank(own.plan.purpose);
          const canBeStopped = open.deliveredAt === undefined;
          return isHigher && canBeStopped ? decision.kind !== 'keep' : decision.kind !== 'supersede';
        },
      ),
      RUNS,
    );
    expect(superseded).toBeGreaterThan(10);
  });

  it('nobody held, disputed or long unheard is offered anything', () => {
    let offers = 0;
    fc.assert(
      fc.property(someEagerRollouts, troubled(someOrdinaryVehicle), (all, vehicle) => {
        if (decideOffer(compileSnapshot(all), vehicle, [], NOON).kind !== 'offer') return true;
        offers += 1;
        return vehicle.hold === undefined && vehicle.disagreements.length === 0 && NOON - vehicle.factsAt <= days(90);
      }),
      RUNS,
    );
    expect(offers).toBeGreaterThan(10);
  });

  it('late joiners by the hundred thousand never take a place of an open stage, nor more than its cap', () => {
    const joiners = 100_000;
    fc.assert(
      fc.property(someRollout(1), fc.nat(joiners), fc.integer({ min: 0, max: joiners }), (rollout, n, offered) => {
        const { stage, plan } = rollout;
        const late = lateJoiner(n, after(stage!.openedAt, days(1)));
        const crowded: RolloutFacts = { ...rollout, tally: { ...rollout.tally, offered } };
        const decision = decideOffer(compileSnapshot([crowded]), late, [], after(stage!.openedAt, days(2)));
        if (decision.kind !== 'offer') return true;
        const isLast = stage!.index === plan.stages.length - 1;
        return isLast && offered < stage!.cap && positionOf(rollout.rolloutId, late.vehicleId) < stage!.threshold;
      }),
      RUNS,
    );
  });
});

const lateJoiner = (n: number, memberSince: Instant): VehicleFacts => ({
  ...aVehicle(),
  vehicleId: `veh_late${n}` as VehicleFacts['vehicleId'],
  memberSince,
});
