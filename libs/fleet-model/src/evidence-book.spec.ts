import { describe, expect, it } from '@jest/globals';
import { after, basisPoints, days, hours, minutes, seededChance } from '@tidings/vocabulary';
import { aPlan, aRollout, aStage, NOON } from '../../rollout-engine/builders/a-rollout.js';
import { aVehicle } from '../../rollout-engine/builders/a-vehicle.js';
import { plainEvidence } from '../builders/plain-evidence.js';
import { someCars } from '../builders/some-cars.js';
import type { Ending } from './behaviour.js';
import { drawFleet } from './draw-fleet.js';
import { Simulation } from './simulation.js';

const ENDINGS: readonly Ending[] = [
  { kind: 'fails', failure: 'degraded' },
  { kind: 'fails', failure: 'download' },
  { kind: 'fails', failure: 'ended-by-owner' },
  { kind: 'goes-silent' },
  { kind: 'stalls' },
];

describe('evidence counted as it happens', () => {
  it('is what a plain count of every try says, at any time, with pauses, cancels, silence, retries and two markets', () => {
    const otherwise = ENDINGS.map((ending) => ({ share: 0.03, endings: [ending] as const }));
    const lengths = {
      beginsAfter: { atLeast: minutes(0), atMost: hours(2) },
      downloadsFor: { atLeast: minutes(5), atMost: hours(9) },
    };
    const kinds = [
      someCars({ count: 120, otherwise, ...lengths }),
      someCars({ count: 80, otherwise, ...lengths, facts: aVehicle({ market: 'FR' }) }),
    ];
    const plan = aPlan({
      stages: [aStage({ share: basisPoints(3_000), soak: days(1) }), aStage({ soak: days(2) })],
      failureLimit: basisPoints(2_000),
      guardrails: { limits: { silent: 'off', stalled: 'off', download: 'off', declined: 'off' } },
    });
    const ready = new Map(['SE', 'FR'].map((market) => [market, { kind: 'ready' as const }]));
    for (const seed of [1, 2, 3]) {
      const simulation = new Simulation(NOON, drawFleet(kinds, seededChance(seed)));
      const rollout = simulation.add(aRollout({ plan, stage: 'none', state: { kind: 'draft' }, readiness: ready }));
      rollout.approve(simulation.cars, NOON, 'Berit');
      rollout.openStage(0, NOON);
      simulation.changed();
      for (let hour = 1; hour < 130; hour++) {
        simulation.runUntil(after(NOON, hours(hour)));
        if (hour % 11 === 0 && rollout.facts.state.kind === 'running') {
          const { epoch } = rollout.facts;
          rollout.stop({ kind: 'paused', at: simulation.now, by: 'Ada', why: 'a look' });
          simulation.changed();
          simulation.runUntil(after(simulation.now, minutes(20)));
          rollout.facts = { ...rollout.facts, state: { kind: 'running' }, epoch: epoch + 1 };
          simulation.changed();
        }
        const lastHeardOf = simulation.lastHeardOf.bind(simulation);
        expect(rollout.evidence(simulation.now, lastHeardOf)).toEqual(
          plainEvidence(rollout, simulation.now, lastHeardOf),
        );
      }
    }
  });
});
