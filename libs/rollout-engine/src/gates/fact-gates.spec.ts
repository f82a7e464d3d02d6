import { describe, expect, it } from '@jest/globals';
import { after, days, type RolloutId } from '@tidings/vocabulary';
import { aPlan, aRollout, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import type { GateAnswer, GateName } from '../offers/decision.js';
import type { ReleaseFacts, RolloutFacts } from '../offers/rollout.js';
import { compileSnapshot } from '../offers/snapshot.js';
import type { VehicleFacts } from '../offers/vehicle-facts.js';
import { OPENING_GATES } from './gate-order.js';

interface Case {
  readonly rollout?: RolloutFacts;
  readonly vehicle?: VehicleFacts;
}

function ask(name: GateName, { rollout = aRollout(), vehicle = aVehicle() }: Case): GateAnswer {
  const [compiled] = compileSnapshot([rollout]).inOrder;
  return OPENING_GATES.find((one) => one.name === name)!.ask({ rollout: compiled!, vehicle, attempts: [], now: NOON });
}

const known = { kind: 'known', version: '2.10', since: NOON } as const;
const unknown = { kind: 'unknown', since: NOON } as const;
const brakes = (software: VehicleFacts['software']): VehicleFacts =>
  aVehicle({ ecus: { brakes: { hardwareId: 'brk-1', software } } });
const needs = (release: Partial<ReleaseFacts>): RolloutFacts => aRollout({ release });
const back = (wishes: {
  readonly purpose?: 'recall' | 'safety';
  readonly returnsTo?: string;
  readonly package?: string;
}) =>
  aRollout({
    plan: aPlan({ purpose: wishes.purpose ?? 'recall' }),
    release: {
      version: '7.0',
      returnsTo: wishes.returnsTo ?? '7.0',
      packages: [{ ...aRollout().release.packages[0]!, version: wishes.package ?? '7.0' }],
    },
  });

describe('gates that look at what we know', () => {
  it.each<[string, GateName, Case, boolean]>([
    ['facts of 90 days ago hold', 'facts-fresh', { vehicle: aVehicle({ factsAt: after(NOON, days(-90)) }) }, true],
    ['older ones do not', 'facts-fresh', { vehicle: aVehicle({ factsAt: after(NOON, days(-91)) }) }, false],
    [
      'a vehicle that contradicts its maker waits',
      'facts-agree',
      { vehicle: aVehicle({ disagreements: [{ fact: 'hardwareId', vehicleSays: 'a', makerSays: 'b' }] }) },
      false,
    ],
    ['a vehicle that no register refuses is let in', 'in-register', {}, true],
    [
      'one that the register refuses is not, whatever it fits now',
      'in-register',
      { vehicle: aVehicle({ registerRefusals: { [aRollout().rolloutId]: { asOf: NOON, rules: ['facts-fresh'] } } }) },
      false,
    ],
    [
      'the register of another rollout says nothing of this one',
      'in-register',
      {
        vehicle: aVehicle({ registerRefusals: { ['rol_other' as RolloutId]: { asOf: NOON, rules: ['facts-fresh'] } } }),
      },
      true,
    ],
    [
      'an ECU in the required range fits',
      'ecus-fit',
      { rollout: needs({ requires: [{ ecu: 'brakes', versions: '>=2.9' }] }), vehicle: brakes(known) },
      true,
    ],
    [
      'an ECU outside it does not',
      'ecus-fit',
      { rollout: needs({ requires: [{ ecu: 'brakes', versions: '>=3' }] }), vehicle: brakes(known) },
      false,
    ],
    [
      'an ECU that must be there and is not, does not fit',
      'ecus-fit',
      { rollout: needs({ requires: [{ ecu: 'radar', versions: '>=3' }] }), vehicle: brakes(known) },
      false,
    ],
    [
      'an ECU whose version is not known cannot be required',
      'ecus-fit',
      { rollout: needs({ requires: [{ ecu: 'brakes', versions: '>=2' }] }), vehicle: brakes(unknown) },
      false,
    ],
    [
      'nor can it be ruled out',
      'ecus-fit',
      { rollout: needs({ conflicts: [{ ecu: 'brakes', versions: '<2' }] }), vehicle: brakes(unknown) },
      false,
    ],
    [
      'an ECU in conflict does not fit',
      'ecus-fit',
      { rollout: needs({ conflicts: [{ ecu: 'brakes', versions: '<3' }] }), vehicle: brakes(known) },
      false,
    ],
    [
      'an ECU that is not there is in conflict with nothing',
      'ecus-fit',
      { rollout: needs({ conflicts: [{ ecu: 'constructor', versions: '<3' }] }) },
      true,
    ],
    [
      'a person may hold one vehicle',
      'not-held',
      { vehicle: aVehicle({ hold: { why: 'court case', by: 'Ada', at: NOON } }) },
      false,
    ],
    [
      'a guardrail may hold a slice',
      'not-held',
      { rollout: aRollout({ holds: [{ attribute: 'hardwareId', value: 'vega-a', since: NOON }] }) },
      false,
    ],
    [
      'and lets go the others',
      'not-held',
      { rollout: aRollout({ holds: [{ attribute: 'hardwareId', value: 'vega-b', since: NOON }] }) },
      true,
    ],
    ['a recall goes back to the version it names', 'allowed-direction', { rollout: back({}) }, true],
    ['nothing else goes back', 'allowed-direction', { rollout: back({ purpose: 'safety' }) }, false],
    ['it names the version', 'allowed-direction', { rollout: back({ returnsTo: '6.9' }) }, false],
    ['and so do its packages', 'allowed-direction', { rollout: back({ package: '6.9' }) }, false],
    [
      'it does not install what is there',
      'allowed-direction',
      { rollout: back({}), vehicle: aVehicle({ runs: '7.0' }) },
      false,
    ],
    ['downloads are not counted without a budget', 'download-budget', {}, true],
    [
      'a spent budget waits for the next hour',
      'download-budget',
      {
        rollout: aRollout({ plan: aPlan({ bytesPerHour: 100 }), tally: { hour: NOON, bytes: 100 }, release: sized(1) }),
      },
      false,
    ],
    [
      'the last byte of it may be spent',
      'download-budget',
      {
        rollout: aRollout({ plan: aPlan({ bytesPerHour: 100 }), tally: { hour: NOON, bytes: 99 }, release: sized(1) }),
      },
      true,
    ],
    [
      'what was spent an hour ago does not count',
      'download-budget',
      { rollout: aRollout({ plan: aPlan({ bytesPerHour: 9 }), tally: { hour: after(NOON, days(-1)), bytes: 9 } }) },
      true,
    ],
    [
      'one vehicle an hour may download a package larger than the budget',
      'download-budget',
      { rollout: aRollout({ plan: aPlan({ bytesPerHour: 9 }), release: sized(100) }) },
      true,
    ],
  ])('%s (%s)', (_, name, facts, passes) => {
    expect(ask(name, facts)).toMatchObject({ gate: name, passes });
  });
});

function sized(size: number): Partial<ReleaseFacts> {
  return { packages: [{ ...aRollout().release.packages[0]!, size }] };
}
