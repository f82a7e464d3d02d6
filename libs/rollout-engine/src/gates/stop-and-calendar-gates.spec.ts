import { describe, expect, it } from '@jest/globals';
import { basisPoints, days, hours, parseInstant, type StopAllOrder } from '@tidings/vocabulary';
import { aPlan, aRollout, aStage, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import { anAttempt } from '../../builders/an-attempt.js';
import { decideOffer } from '../offers/decide-offer.js';
import type { GateAnswer, GateName } from '../offers/decision.js';
import type { Freeze } from '../plan/plan.js';
import type { RolloutFacts } from '../offers/rollout.js';
import { compileSnapshot } from '../offers/snapshot.js';
import { OPENING_GATES } from './gate-order.js';

function ask(name: GateName, rollout: RolloutFacts, vehicle = aVehicle()): GateAnswer {
  const [compiled] = compileSnapshot([rollout]).inOrder;
  return OPENING_GATES.find((one) => one.name === name)!.ask({ rollout: compiled!, vehicle, attempts: [], now: NOON });
}

describe('an order to stop all', () => {
  const stopAll = { who: 'Ada', why: 'smoke', at: NOON } as StopAllOrder;

  it('refuses every offer, says who and why, and is asked again soon', () => {
    const answer = ask('not-all-stopped', aRollout({ stopAll }));
    expect(answer).toMatchObject({ passes: false, has: 'stopped by Ada: smoke' });
    expect(answer.until).toBeGreaterThan(NOON);
  });

  it('ends what is under way', () => {
    const snapshot = compileSnapshot([aRollout({ stopAll })]);
    expect(decideOffer(snapshot, aVehicle(), [anAttempt()], NOON)).toMatchObject({
      kind: 'stop',
      answer: { gate: 'not-all-stopped' },
    });
  });
});

describe('frozen days', () => {
  const frozen = (freeze: Partial<Freeze>, zone = 'Europe/Stockholm'): GateAnswer =>
    ask(
      'not-frozen',
      aRollout({ plan: aPlan({ freezes: [{ from: '2026-03-09', to: '2026-03-10', why: 'inventory', ...freeze }] }) }),
      aVehicle({ timeZone: zone }),
    );

  it('refuse until they are over where the vehicle is', () => {
    expect(frozen({})).toMatchObject({ passes: false, until: parseInstant('2026-03-10T23:00:00Z') });
  });
  it('let go of vehicles on other days and in other markets', () => {
    expect(frozen({ from: '2026-03-11', to: '2026-03-12' }).passes).toBe(true);
    expect(frozen({ markets: ['FR'] }).passes).toBe(true);
  });
  it('refuse a vehicle whose day cannot be told', () => {
    const answer = frozen({}, 'Mars/Olympus');
    expect(answer.passes).toBe(false);
    expect(answer).not.toHaveProperty('until');
  });
});

describe('places that are no share', () => {
  const terms = { soak: days(2), minimumAnswers: 10, needsApproval: false };
  const stages = [
    { ...terms, ring: 'staff' },
    { ...terms, count: 50 },
    { ...terms, share: basisPoints(10_000) },
  ];
  const at = (index: number, threshold: number): RolloutFacts =>
    aRollout({ plan: aPlan({ stages }), stage: { index, threshold } });

  it('are open to those in the ring only', () => {
    expect(ask('in-stage', at(0, 0))).toMatchObject({ passes: false, wants: 'a place in ring staff' });
    expect(ask('in-stage', at(0, 0), aVehicle({ rings: ['staff'] }))).toMatchObject({ passes: true });
  });
  it('are told as the part that a count has opened', () => {
    expect(ask('in-stage', at(1, 2 ** 51)).wants).toBe('a place below 50.0000% or in ring staff');
  });
  it('are told as the part that a ramp has opened', () => {
    const ramp = { from: 0, to: 2 ** 51, over: hours(6), step: 1, steppedAt: NOON };
    const growing = aRollout({
      plan: aPlan({ stages: [aStage({ share: basisPoints(5_000) })] }),
      stage: { index: 0, threshold: 2 ** 50, ramp },
    });
    expect(ask('in-stage', growing).wants).toBe('a place below 25.0000%');
  });
});
