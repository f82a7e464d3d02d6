import { describe, expect, it } from '@jest/globals';
import type { RolloutId } from '@tidings/vocabulary';
import { aPlan, aRollout, NOON } from '../../builders/a-rollout.js';
import { aVehicle } from '../../builders/a-vehicle.js';
import { anAttempt } from '../../builders/an-attempt.js';
import { decideOffer } from '../offers/decide-offer.js';
import type { RolloutFacts } from '../offers/rollout.js';
import { compileSnapshot } from '../offers/snapshot.js';
import { pathTo, stonesOf } from './stepping-stones.js';

const brings = (version: string, minimumVersion?: string, more: Parameters<typeof aRollout>[0] = {}): RolloutFacts =>
  aRollout({
    rolloutId: `rol_${version}` as RolloutId,
    release: { version, ...(minimumVersion !== undefined && { minimumVersion }) },
    ...more,
  });
const recall = brings('7.4', '7.3', { plan: aPlan({ purpose: 'recall' }) });

describe('the way to a release', () => {
  const wayFrom = (version: string, rollouts: readonly RolloutFacts[], hardwareId = 'vega-a') =>
    pathTo(recall.release, { version, hardwareId }, stonesOf(rollouts))?.map((stone) => stone.version);

  it('is empty from where it starts', () => {
    expect(wayFrom('7.3', [recall])).toEqual([]);
  });
  it('goes over the releases that lead to it, the fewest', () => {
    const rollouts = [brings('7.1'), brings('7.2'), brings('7.3', '7.2'), recall];
    expect(wayFrom('7.0', rollouts)).toEqual(['7.2', '7.3']);
    expect(wayFrom('7.2', rollouts)).toEqual(['7.3']);
  });
  it.each<[string, RolloutFacts]>([
    ['is paused', brings('7.3', '7.0', { state: { kind: 'paused', at: NOON, by: 'Ada', why: 'calls' } })],
    ['brings a withdrawn release', { ...brings('7.3'), release: { ...brings('7.3').release, state: 'withdrawn' } }],
    ['is newer than where it leads', brings('7.5')],
    ['cannot be started from there either', brings('7.3', '7.2')],
  ])('is not there when the only step %s', (_, step) => {
    expect(wayFrom('7.0', [step, recall])).toBeUndefined();
  });
  it('is not there for other hardware', () => {
    expect(wayFrom('7.0', [brings('7.3'), recall], 'lyra-a')).toBeUndefined();
  });
});

describe('a step on the way to a recall', () => {
  const vehicle = aVehicle({ runs: '7.0' });
  const step = brings('7.3', '7.0', { plan: aPlan({ priority: -5 }) });
  const safety = brings('7.2', undefined, { plan: aPlan({ purpose: 'safety' }) });
  const decide = (rollouts: readonly RolloutFacts[], attempts: Parameters<typeof decideOffer>[2] = []) =>
    decideOffer(compileSnapshot(rollouts), vehicle, attempts, NOON);

  it('is offered before what is of a higher class than its own', () => {
    expect(decide([safety, step])).toMatchObject({ kind: 'offer', rollout: { rolloutId: 'rol_7.2' } });
    expect(decide([safety, step, recall])).toMatchObject({ kind: 'offer', rollout: { rolloutId: 'rol_7.3' } });
  });
  it('supersedes a feature', () => {
    const feature = brings('7.2');
    const open = anAttempt({ rolloutId: feature.rolloutId });
    expect(decide([feature, step], [open])).toMatchObject({ kind: 'keep' });
    expect(decide([feature, step, recall], [open])).toMatchObject({ kind: 'supersede', by: { rolloutId: 'rol_7.3' } });
  });
  it('inherits nothing from a recall that is not for this vehicle', () => {
    expect(decide([safety, step, { ...recall, cohort: { models: ['Lyra'] } }])).toMatchObject({
      rollout: { rolloutId: 'rol_7.2' },
    });
  });
});
