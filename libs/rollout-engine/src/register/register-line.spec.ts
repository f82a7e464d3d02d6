import { describe, expect, it } from '@jest/globals';
import { after, days } from '@tidings/vocabulary';
import { aRollout, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import { stonesOf } from '../versions/stepping-stones.js';
import { registerLine } from './register-line.js';

describe('a line of the target register', () => {
  it('says what the vehicle is, how old that knowledge is, and that the release is compatible', () => {
    const vehicle = aVehicle({ factsAt: after(NOON, days(-3)) });
    expect(registerLine(aRollout(), vehicle, NOON, [])).toMatchObject({
      vehicle: 'veh_1',
      controllerId: 'car-1',
      ecus: [{ name: 'main', hardwareId: 'vega-a', software: '7.1', verdict: 'compatible' }],
      factsDays: 3,
      isCompatible: true,
      refusals: [],
    });
  });

  it.each([
    ['other hardware', { hardwareId: 'lyra-a' }, ['hardware-fits']],
    ['software nobody knows', { software: { kind: 'unknown' as const, since: NOON } }, ['software-known']],
    ['a newer version than the release', { runs: '9.9' }, []],
  ])('refuses %s with every rule that does, and the facts compared', (_, facts, rules) => {
    const { isCompatible, refusals, ecus } = registerLine(aRollout(), aVehicle({ factsAt: NOON, ...facts }), NOON, []);
    expect([isCompatible, ecus[0]!.verdict]).toEqual([false, 'refused']);
    expect(refusals.map(({ rule }) => rule)).toEqual(expect.arrayContaining(rules));
    for (const { wants, has } of refusals) expect([wants, has]).toEqual([expect.any(String), expect.any(String)]);
  });

  it('lists other ECUs, and leaves the software out that nobody knows', () => {
    const adas = { hardwareId: 'ADAS-3', software: { kind: 'unknown' as const, since: NOON } };
    const [, other] = registerLine(aRollout(), aVehicle({ factsAt: NOON, ecus: { adas } }), NOON, []).ecus;
    expect(other).toEqual({ name: 'adas', hardwareId: 'ADAS-3', since: expect.any(String), verdict: 'not-touched' });
  });

  it.each([
    ['4.2', true, 'compatible'],
    ['3.9', false, 'refused'],
  ])('gives an ECU that the release asks for at %s its own verdict', (version, isCompatible, verdict) => {
    const brakes = { hardwareId: 'BRK-1', software: { kind: 'known' as const, version, since: NOON } };
    const rollout = aRollout({ release: { requires: [{ ecu: 'brakes', versions: '>=4' }] } });
    const line = registerLine(rollout, aVehicle({ factsAt: NOON, ecus: { brakes } }), NOON, []);
    expect([line.isCompatible, line.ecus[1]]).toMatchObject([
      isCompatible,
      { name: 'brakes', software: version, verdict },
    ]);
  });

  it('refuses software too old to start from, and says which step is on its way', () => {
    const rollout = aRollout({ release: { minimumVersion: '7.1' } });
    const old = aVehicle({ factsAt: NOON, runs: '6.0' });
    const stones = stonesOf([aRollout({ release: { version: '7.1' } })]);
    const said = (line: ReturnType<typeof registerLine>) => line.refusals.map(({ rule, has }) => `${rule}: ${has}`);
    expect(said(registerLine(rollout, old, NOON, stones))).toEqual(['reachable: runs 6.0; by way of 7.1']);
    expect(said(registerLine(rollout, old, NOON, []))).toEqual([
      'reachable: runs 6.0; no running rollout brings a step',
    ]);
  });

  it('does not ask whose turn it is', () => {
    const draft = aRollout({ state: { kind: 'draft' }, stage: 'none', evaluatedAt: undefined });
    expect(registerLine(draft, aVehicle({ factsAt: NOON }), NOON, []).isCompatible).toBe(true);
  });
});
