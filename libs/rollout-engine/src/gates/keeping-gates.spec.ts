import { describe, expect, it } from '@jest/globals';
import { aRollout, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import { anAttempt } from '../../builders/an-attempt.js';
import type { Attempt } from '../attempts/attempt.js';
import type { GateAnswer, GateName } from '../offers/decision.js';
import type { RolloutFacts } from '../offers/rollout.js';
import { compileSnapshot } from '../offers/snapshot.js';
import type { VehicleFacts } from '../offers/vehicle-facts.js';
import { KEEPING_GATES } from './gate-order.js';

interface Case {
  readonly rollout?: RolloutFacts;
  readonly vehicle?: VehicleFacts;
  readonly attempts?: readonly Attempt[];
}

function ask(name: GateName, { rollout = aRollout(), vehicle = aVehicle(), attempts }: Case): GateAnswer {
  const [compiled] = compileSnapshot([rollout]).inOrder;
  const gate = KEEPING_GATES.find((candidate) => candidate.name === name)!;
  return gate.ask({ rollout: compiled!, vehicle, attempt: attempts?.[0] ?? anAttempt() });
}

describe('the keeping gates', () => {
  const told = anAttempt({ cancelToldAt: NOON });
  it.each<[string, GateName, Case, boolean]>([
    ['a running rollout keeps its cars', 'rollout-running', {}, true],
    [
      'a completed rollout lets its last cars finish',
      'rollout-running',
      { rollout: aRollout({ state: { kind: 'completed', at: NOON } }) },
      true,
    ],
    [
      'a paused rollout keeps nobody',
      'rollout-running',
      { rollout: aRollout({ state: { kind: 'paused', at: NOON, by: 'Ada', why: 'calls' } }) },
      false,
    ],
    ['a resumed rollout keeps those of a plain pause', 'rollout-running', { rollout: aRollout({ epoch: 2 }) }, true],
    [
      'a permission from before a halt is gone',
      'rollout-running',
      { rollout: aRollout({ epoch: 2, validFromEpoch: 2 }) },
      false,
    ],
    ['told is told', 'rollout-running', { attempts: [told] }, false],
    [
      'a withdrawn release keeps nobody',
      'release-valid',
      { rollout: aRollout({ release: { state: 'withdrawn' } }) },
      false,
    ],
    ['a note that is gone keeps nobody', 'note-live', { rollout: aRollout({ readiness: new Map() }) }, false],
    ['the hardware of the offer is kept', 'hardware-not-contradicted', {}, true],
    [
      'other hardware than offered for is not',
      'hardware-not-contradicted',
      { vehicle: aVehicle({ hardwareId: 'vega-b' }) },
      false,
    ],
    ['a blocked vehicle is not kept', 'vehicle-active', { vehicle: aVehicle({ standing: 'blocked' }) }, false],
  ])('%s (%s)', (_, name, facts, passes) => {
    expect(ask(name, facts)).toMatchObject({ gate: name, passes });
  });

  it('never ask what a car changes by its own progress', () => {
    const names = KEEPING_GATES.map(({ name }) => name);
    for (const own of [
      'in-cohort',
      'in-stage',
      'allowed-direction',
      'reachable',
      'pace-allows',
      'window-open',
      'software-known',
    ] as const)
      expect(names).not.toContain(own);
  });
});
