import { describe, expect, it } from '@jest/globals';
import { after, basisPoints, isoOf, minutes, parseInstant, seconds, type VehicleId } from '@tidings/vocabulary';
import { aPlan, aRollout, aStage, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import { anAttempt } from '../../builders/an-attempt.js';
import type { Attempt } from '../attempts/attempt.js';
import { GATES, type GateAnswer, type GateName } from '../offers/decision.js';
import type { RolloutFacts } from '../offers/rollout.js';
import { compileSnapshot } from '../offers/snapshot.js';
import type { VehicleFacts } from '../offers/vehicle-facts.js';
import { KEEPING_GATES, OPENING_GATES } from './gate-order.js';

interface Case {
  readonly rollout?: RolloutFacts;
  readonly vehicle?: VehicleFacts;
  readonly attempts?: readonly Attempt[];
}

function ask(name: GateName, { rollout = aRollout(), vehicle = aVehicle(), attempts = [] }: Case): GateAnswer {
  const [compiled] = compileSnapshot([rollout]).inOrder;
  const gate = OPENING_GATES.find((candidate) => candidate.name === name)!;
  return gate.ask({ rollout: compiled!, vehicle, attempts, now: NOON });
}

const failed = (failure: 'degraded' | 'stopped-by-us'): Attempt =>
  anAttempt({ state: { kind: 'failed', failure, cause: 'it broke' } });
const softwareUnknown = aVehicle({ software: { kind: 'unknown', since: NOON } });
const newcomer = aVehicle({ memberSince: NOON });
const wholeFleetFirst = aPlan({ stages: [aStage({ share: basisPoints(9_999) }), aStage()] });

describe('the opening gates', () => {
  it('all let the ordinary vehicle of an ordinary rollout in', () => {
    expect(OPENING_GATES.filter(({ name }) => !ask(name, {}).passes)).toEqual([]);
  });

  it('and the keeping gates are all the gates there are', () => {
    const asked = new Set([...OPENING_GATES, ...KEEPING_GATES].map(({ name }) => name));
    expect([...asked].toSorted()).toEqual([...GATES].toSorted());
  });

  it.each<[string, GateName, Case, boolean]>([
    ['a draft does not offer', 'rollout-running', { rollout: aRollout({ state: { kind: 'draft' } }) }, false],
    [
      'a completed rollout does not offer',
      'rollout-running',
      { rollout: aRollout({ state: { kind: 'completed', at: NOON } }) },
      false,
    ],
    [
      'looked at five minutes ago is enough',
      'evaluated',
      { rollout: aRollout({ evaluatedAt: after(NOON, minutes(-5)) }) },
      true,
    ],
    ['looked at earlier is not', 'evaluated', { rollout: aRollout({ evaluatedAt: after(NOON, minutes(-6)) }) }, false],
    ['never looked at is not', 'evaluated', { rollout: aRollout({ evaluatedAt: undefined }) }, false],
    ['the second hardware id fits too', 'hardware-fits', { vehicle: aVehicle({ hardwareId: 'vega-b' }) }, true],
    ['other hardware does not fit', 'hardware-fits', { vehicle: aVehicle({ hardwareId: 'lyra-a' }) }, false],
    [
      'a release without packages fits nobody',
      'hardware-fits',
      { rollout: aRollout({ release: { packages: [] } }) },
      false,
    ],
    ['another model is not meant', 'in-cohort', { vehicle: aVehicle({ model: 'Lyra' }) }, false],
    [
      'an empty list means nobody',
      'in-cohort',
      { rollout: aRollout({ cohort: { vehicles: [], markets: [] } }) },
      false,
    ],
    ['no condition means everybody', 'in-cohort', { rollout: aRollout({ cohort: {} }) }, true],
    [
      'a place beyond the threshold waits',
      'in-stage',
      { rollout: aRollout({ stage: { index: 0, threshold: 0 } }) },
      false,
    ],
    ['without an open stage nobody is in', 'in-stage', { rollout: aRollout({ stage: 'none' }) }, false],
    [
      'a newcomer waits for the next stage',
      'in-stage',
      { vehicle: newcomer, rollout: aRollout({ plan: wholeFleetFirst, stage: { index: 0 } }) },
      false,
    ],
    ['a newcomer need not wait in the last stage', 'in-stage', { vehicle: newcomer }, true],
    ['below the cap there is room', 'stage-has-room', { rollout: aRollout({ tally: { offered: 999 } }) }, true],
    ['at the cap there is none', 'stage-has-room', { rollout: aRollout({ tally: { offered: 1_000 } }) }, false],
    [
      'a counted vehicle keeps its room',
      'stage-has-room',
      { rollout: aRollout({ tally: { offered: 1_000 } }), attempts: [anAttempt()] },
      true,
    ],
    ['without an open stage there is no room', 'stage-has-room', { rollout: aRollout({ stage: 'none' }) }, false],
    ['19 under way leave room for one', 'pace-allows', { rollout: aRollout({ tally: { open: 19 } }) }, true],
    ['20 under way do not', 'pace-allows', { rollout: aRollout({ tally: { open: 20 } }) }, false],
    [
      'in the first stage outcomes do not raise the pace',
      'pace-allows',
      { rollout: aRollout({ stage: { index: 0 }, tally: { open: 20, outcomes: 50 } }) },
      false,
    ],
    [
      'later twice the outcomes may be under way',
      'pace-allows',
      { rollout: aRollout({ tally: { open: 99, outcomes: 50 } }) },
      true,
    ],
    [
      'but no more than 2 % of the cohort',
      'pace-allows',
      { rollout: aRollout({ cohortCount: 2_549, tally: { open: 50, outcomes: 500 } }) },
      false,
    ],
    [
      'up to 2 % of the cohort may be under way',
      'pace-allows',
      { rollout: aRollout({ cohortCount: 2_549, tally: { open: 49, outcomes: 500 } }) },
      true,
    ],
    [
      'in a small cohort the first pace stays',
      'pace-allows',
      { rollout: aRollout({ cohortCount: 300, tally: { open: 19, outcomes: 280 } }) },
      true,
    ],
    [
      'before the start the first pace counts',
      'pace-allows',
      { rollout: aRollout({ stage: 'none', tally: { open: 20, outcomes: 50 } }) },
      false,
    ],
    ['unknown software waits to be known', 'software-known', { vehicle: softwareUnknown }, false],
    ['the same version is not newer', 'allowed-direction', { vehicle: aVehicle({ runs: '7.2.0' }) }, false],
    ['nothing goes back', 'allowed-direction', { vehicle: aVehicle({ runs: '8.0' }) }, false],
    ['what cannot be compared is not older', 'allowed-direction', { vehicle: aVehicle({ runs: 'rolling!' }) }, false],
    ['unknown is not older', 'allowed-direction', { vehicle: softwareUnknown }, false],
    ['the minimum version is enough', 'reachable', { rollout: aRollout({ release: { minimumVersion: '7.1' } }) }, true],
    [
      'an older one needs a step in between',
      'reachable',
      { rollout: aRollout({ release: { minimumVersion: '7.1.5' } }) },
      false,
    ],
    [
      'unknown software reaches nothing that asks',
      'reachable',
      { vehicle: softwareUnknown, rollout: aRollout({ release: { minimumVersion: '7.0' } }) },
      false,
    ],
    ['a release nobody asks of is reachable from unknown', 'reachable', { vehicle: softwareUnknown }, true],
    ['a draft release is not valid', 'release-valid', { rollout: aRollout({ release: { state: 'draft' } }) }, false],
    [
      'a withdrawn release is not valid',
      'release-valid',
      { rollout: aRollout({ release: { state: 'withdrawn' } }) },
      false,
    ],
    ['a package with a revoked key is not valid', 'release-valid', { rollout: withRevokedKey() }, false],
    ['a market that is not known has no note', 'note-live', { vehicle: aVehicle({ market: 'XX' }) }, false],
    ['a failure is not offered again', 'not-failed-before', { attempts: [failed('degraded')] }, false],
    [
      'a contradiction is not offered again',
      'not-failed-before',
      { attempts: [anAttempt({ state: { kind: 'contradicted', cause: 'both' } })] },
      false,
    ],
    [
      'a car that went back is not offered it again',
      'not-failed-before',
      { attempts: [anAttempt({ state: { kind: 'installed', isInferred: false } })] },
      false,
    ],
    [
      'what we stopped may be offered again',
      'not-failed-before',
      { attempts: [failed('stopped-by-us'), anAttempt({ state: { kind: 'cancelled' } })] },
      true,
    ],
    [
      'noon is outside the night',
      'window-open',
      { rollout: aRollout({ plan: { window: { opens: '22:00', closes: '05:00' } } }) },
      false,
    ],
    [
      'noon is inside the day',
      'window-open',
      { rollout: aRollout({ plan: { window: { opens: '09:00', closes: '17:00' } } }) },
      true,
    ],
    [
      'no zone, no window',
      'window-open',
      {
        vehicle: aVehicle({ timeZone: 'Nowhere' }),
        rollout: aRollout({ plan: { window: { opens: '09:00', closes: '17:00' } } }),
      },
      false,
    ],
    ['a retired vehicle is not active', 'vehicle-active', { vehicle: aVehicle({ standing: 'retired' }) }, false],
  ])('%s (%s)', (_, name, facts, passes) => {
    expect(ask(name, facts)).toMatchObject({ gate: name, passes });
  });

  it('name the languages that are missing', () => {
    const rollout = aRollout({ readiness: new Map([['SE', { kind: 'missing', languages: ['sv-SE', 'fi-FI'] }]]) });
    expect(ask('note-live', { rollout })).toMatchObject({ passes: false, has: 'missing in sv-SE, fi-FI' });
  });

  it('name the stage that will reach a vehicle, or say that none will', () => {
    const outside = (last: number): RolloutFacts =>
      aRollout({
        plan: aPlan({ stages: [aStage({ share: basisPoints(1) }), aStage({ share: basisPoints(last) })] }),
        stage: { index: 0 },
      });
    expect(ask('in-stage', { rollout: outside(10_000) }).has).toMatch(/stage 2 of 2 \(100%\)$/);
    expect(ask('in-stage', { rollout: outside(2) }).has).toMatch(/beyond the last stage$/);
  });

  it('name every condition of the cohort', () => {
    const rollout = aRollout({ cohort: { models: ['Lyra', 'Orion'], vehicles: ['veh_9' as VehicleId] } });
    expect(ask('in-cohort', { rollout })).toMatchObject({
      wants: 'model Lyra or Orion; one of 1 listed vehicles',
      has: 'Vega in SE; not listed',
    });
  });

  it('name the filter of the cohort as it was written, and the facts it compared', () => {
    const rollout = aRollout({ cohort: { filter: 'model==Vega;(equipment==tow-bar,reported.ring==early)' } });
    expect(ask('in-cohort', { rollout, vehicle: aVehicle({ equipment: ['heat-pump'] }) })).toMatchObject({
      passes: false,
      wants: 'filter model==Vega;(equipment==tow-bar,reported.ring==early)',
      has: 'Vega in SE; equipment heat-pump; reported.ring missing; cannot tell',
    });
    expect(ask('in-cohort', { rollout, vehicle: aVehicle({ reported: { ring: 'early' } }) })).toMatchObject({
      passes: true,
      has: 'Vega in SE; equipment none; reported.ring early',
    });
  });

  it('say until when a refusal holds: the next opening, or a few seconds for counts and heartbeats', () => {
    const night = aRollout({ plan: { window: { opens: '22:00', closes: '05:00' } } });
    expect(isoOf(ask('window-open', { rollout: night }).until!)).toBe('2026-03-10T21:00:00.000Z');
    const busy = aRollout({ evaluatedAt: undefined, tally: { offered: 1_000, open: 20 } });
    for (const name of ['evaluated', 'stage-has-room', 'pace-allows'] as const)
      expect(ask(name, { rollout: busy }).until).toBe(after(NOON, seconds(10)));
  });
});

function withRevokedKey(): RolloutFacts {
  const rollout = aRollout();
  const packages = rollout.release.packages.map((one) => ({ ...one, isKeyValid: false }));
  return { ...rollout, release: { ...rollout.release, packages } };
}

it('a pause says who paused it and why', () => {
  const rollout = aRollout({
    state: { kind: 'paused', at: parseInstant('2026-03-10T11:00:00Z'), by: 'Ada', why: 'calls' },
  });
  expect(ask('rollout-running', { rollout }).has).toBe('paused by Ada: calls');
});
