import { describe, expect, it } from '@jest/globals';
import { after, basisPoints, days, hours, minutes, seededChance } from '@tidings/vocabulary';
import { aPlan, aRollout, aStage, NOON } from '../../rollout-engine/builders/a-rollout.js';
import { exactly, someCars } from '../builders/some-cars.js';
import { type CarKind, drawFleet } from './draw-fleet.js';
import { Simulation } from './simulation.js';

const PLAN = aPlan({ stages: [aStage({ share: basisPoints(1_000), soak: days(1) }), aStage({ soak: days(1) })] });

/** A rollout over these cars, approved and started at noon. */
function run(kinds: readonly CarKind[], { skipsIdlePolls = true, skipsIdleLooks = false, plan = PLAN, seed = 1 } = {}) {
  const simulation = new Simulation(NOON, drawFleet(kinds, seededChance(seed)), { skipsIdlePolls, skipsIdleLooks });
  const rollout = simulation.add(aRollout({ plan, stage: 'none', state: { kind: 'draft' } }));
  rollout.approve(simulation.cars, NOON, 'Berit');
  rollout.openStage(0, NOON);
  simulation.changed();
  return { simulation, rollout };
}

const trialsOf = ({ rollout }: ReturnType<typeof run>) => rollout.trials.map(({ attempt }) => attempt);
const endedOf = ({ simulation }: ReturnType<typeof run>) => simulation.steps.filter(({ step }) => step.kind !== 'hold');

describe('a simulated rollout', () => {
  it('brings the release to every car of a fleet that does well, stage after stage, and completes', () => {
    const ran = run([someCars({ count: 200 })]);
    ran.simulation.runUntil(after(NOON, days(4)));
    expect(ran.rollout.facts.state.kind).toBe('completed');
    expect(
      ran.simulation.cars.every(({ facts: { software } }) => software.kind === 'known' && software.version === '7.2'),
    ).toBe(true);
    expect(endedOf(ran).map(({ step }) => step.kind)).toEqual(['advance', 'complete']);
  });

  it('offers nothing outside the open stage, and never more at a time than the pace allows', () => {
    const ran = run([someCars({ count: 1_000 })]);
    for (let hour = 1; hour < 24; hour++) {
      ran.simulation.runUntil(after(NOON, hours(hour)));
      expect(ran.rollout.facts.tally.offered).toBeLessThanOrEqual(ran.rollout.stageCounts[0]!);
      expect(ran.rollout.facts.tally.open).toBeLessThanOrEqual(20);
    }
    expect(ran.rollout.facts.tally.offered).toBe(ran.rollout.stageCounts[0]);
  });

  it('halts a release that breaks every car after three reported failures', () => {
    const broken = { share: 1, endings: [{ kind: 'fails', failure: 'degraded' }] } as const;
    const ran = run([someCars({ count: 1_000, otherwise: [broken] })]);
    ran.simulation.runUntil(after(NOON, days(2)));
    expect(endedOf(ran).map(({ step }) => step.kind)).toEqual(['halt']);
    const { at } = endedOf(ran)[0]!;
    expect(trialsOf(ran).filter(({ closedAt }) => closedAt! < at && closedAt! > NOON).length).toBeLessThanOrEqual(5);
  });

  it('treats cars under way by what they have when a rollout is halted', () => {
    const ran = run([
      someCars({
        count: 400,
        beginsAfter: { atLeast: minutes(0), atMost: hours(2) },
        downloadsFor: exactly(minutes(40)),
        installsFor: exactly(hours(1)),
      }),
    ]);
    ran.simulation.runUntil(after(NOON, minutes(100)));
    ran.rollout.stop({ kind: 'halted', at: ran.simulation.now, by: 'Ada', why: 'complaints' });
    ran.simulation.changed();
    const before = trialsOf(ran).map((attempt) => attempt);
    ran.simulation.runUntil(after(NOON, hours(6)));
    const ends = new Map(trialsOf(ran).map((attempt) => [attempt.attemptId, attempt.state.kind]));
    for (const { attemptId, state, deliveredAt, fetchedAt } of before) {
      if (state.kind === 'installed') continue;
      if (deliveredAt !== undefined) expect(ends.get(attemptId)).toBe('installed');
      else expect(ends.get(attemptId)).toBe(fetchedAt === undefined ? 'withdrawn' : 'cancelled');
    }
    expect(new Set(ends.values())).toEqual(new Set(['installed', 'cancelled', 'withdrawn']));
  });

  it('does not let a stage advance past cars that went silent', () => {
    const plan = aPlan({ stages: [aStage({ share: basisPoints(1_000), soak: days(2) }), aStage()] });
    const dead = { share: 0.5, endings: [{ kind: 'goes-silent' }] } as const;
    const ran = run([someCars({ count: 300, otherwise: [dead] })], { plan });
    ran.simulation.runUntil(after(NOON, days(5)));
    expect(ran.rollout.facts.stage!.index).toBe(0);
  });

  it('opens nothing while the conductor is dead', () => {
    const ran = run([someCars({ count: 200 })]);
    ran.simulation.runUntil(after(NOON, minutes(20)));
    ran.simulation.killConductor();
    ran.simulation.runUntil(after(NOON, minutes(25)));
    const { offered } = ran.rollout.facts.tally;
    ran.simulation.runUntil(after(NOON, hours(20)));
    expect(ran.rollout.facts.tally.offered).toBe(offered);
  });

  it('skips only polls that change nothing: with every single poll the run is the same', () => {
    const kinds = [
      someCars({
        count: 60,
        downloadsFor: { atLeast: minutes(5), atMost: hours(3) },
        otherwise: [{ share: 0.02, endings: [{ kind: 'fails', failure: 'degraded' }] }],
      }),
      someCars({ count: 20, pollEvery: minutes(17), absences: [{ from: hours(3), to: hours(40) }] }),
    ];
    const plan = { ...PLAN, window: { opens: '22:00', closes: '05:00' } };
    for (const seed of [1, 2]) {
      const [lazy, eager] = [true, false].map((skipsIdlePolls) => {
        const ran = run(kinds, { skipsIdlePolls, plan, seed });
        ran.simulation.runUntil(after(NOON, days(3)));
        return { attempts: trialsOf(ran), steps: ran.simulation.steps };
      });
      expect(lazy).toEqual(eager);
    }
  });

  it('stops and advances the same whether its conductor looks after every report or only after those that can decide', () => {
    const breaks = (share: number): readonly CarKind[] => [
      someCars({
        count: 150,
        downloadsFor: { atLeast: minutes(5), atMost: hours(3) },
        otherwise: [{ share, endings: [{ kind: 'fails', failure: 'degraded' }] }],
      }),
    ];
    for (const [share, seed] of [
      [0.01, 1],
      [0.06, 2],
      [0.5, 3],
    ] as const) {
      const [lazy, eager] = [true, false].map((skipsIdleLooks) => {
        const ran = run(breaks(share), { skipsIdleLooks, seed });
        ran.simulation.runUntil(after(NOON, days(3)));
        // The end of the last stage waits for a look that comes anyway.
        const moves = endedOf(ran).filter(({ step }) => step.kind !== 'complete');
        return { attempts: trialsOf(ran), moves: moves.map(({ at, step }) => ({ at, kind: step.kind })) };
      });
      expect(lazy).toEqual(eager);
    }
  });
});
