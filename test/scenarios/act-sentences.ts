import { explain, compileSnapshot, type RolloutFacts } from '@tidings/rollout-engine';
import { after, parseDuration } from '@tidings/vocabulary';
import { carKind } from './fleet-sentences.js';
import { rolloutNamed } from './rollout-sentences.js';
import type { ScenarioRun } from './scenario-run.js';
import type { Sentence } from './sentence.js';

type Act = Sentence<ScenarioRun>;

const WORLD: readonly Act[] = [
  { pattern: 'seed {count}', does: (run, [seed]) => run.sow(Number(seed)) },
  { pattern: 'begins {instant}', does: (run, [at]) => run.beginAt(at!) },
  { pattern: 'fleet of {count} cars', does: (run, [count]) => run.describe(carKind(Number(count), run.line.below)) },
  {
    pattern: 'rollout {name} brings {name}',
    does: ({ simulation, line }, [name, version]) =>
      void simulation.add(rolloutNamed(name!, version!, line.below, simulation.now)),
  },
  {
    pattern: '{count} cars join',
    does: (run, [count]) => {
      run.join(carKind(Number(count), run.line.below, run.simulation.now));
      run.transcript.add(`${count!} cars join the fleet`);
    },
  },
  {
    pattern: 'after {length}',
    does: ({ simulation, transcript }, [length]) => {
      simulation.runUntil(after(simulation.beginning, parseDuration(length!)));
      transcript.tellSteps();
      transcript.tellCounts();
    },
  },
  {
    pattern: 'the conductor dies',
    does: ({ simulation, transcript }) => {
      simulation.killConductor();
      transcript.add('the conductor is dead: nobody looks at the rollouts');
    },
  },
  {
    pattern: 'the conductor is back',
    does: ({ simulation, transcript }) => {
      simulation.reviveConductor();
      transcript.add('the conductor is back');
    },
  },
];

/** What a person does with a rollout, and the line that tells it. */
const act = (
  pattern: string,
  changed: (facts: RolloutFacts, said: readonly string[], run: ScenarioRun) => Partial<RolloutFacts>,
  told: (name: string, said: readonly string[]) => string,
): Act => ({
  pattern,
  does: (run, [name, ...said]) => {
    run.change(name!, (facts) => changed(facts, said, run));
    run.transcript.add(told(name!, said));
  },
});

const PEOPLE: readonly Act[] = [
  {
    pattern: 'start {name}',
    does: (run, [name]) => {
      const { simulation, transcript } = run;
      const rollout = run.rollout(name!);
      rollout.approve(simulation.cars, simulation.now, 'Berit');
      const stages = rollout.stageCounts.map((count, place) => `${count} up to stage ${place + 1}`).join(', ');
      transcript.add(`${name!} is approved: ${rollout.facts.cohortCount} cars in the cohort, ${stages}`);
      rollout.openStage(0, simulation.now);
      simulation.changed();
      transcript.add(`${name!} is started`);
    },
  },
  act(
    'pause {name}: {text}',
    ({ epoch }, [why], { simulation }) => ({
      state: { kind: 'paused', at: simulation.now, by: 'Ada', why: why! },
      epoch: epoch + 1,
    }),
    (name, [why]) => `Ada pauses ${name}: ${why!}`,
  ),
  act(
    'resume {name}',
    (_facts, _words, { simulation }) => ({ state: { kind: 'running', since: simulation.now } }),
    (name) => `Ada resumes ${name}`,
  ),
  act(
    'halt {name}: {text}',
    ({ epoch }, [why], { simulation }) => ({
      state: { kind: 'halted', at: simulation.now, by: 'Ada', why: why! },
      epoch: epoch + 1,
      validFromEpoch: epoch + 1,
    }),
    (name, [why]) => `Ada halts ${name}: ${why!}`,
  ),
  {
    pattern: 'approve the next stage of {name}',
    does: (run, [name]) => {
      run.rollout(name!).isNextApproved = true;
      run.simulation.changed();
      run.transcript.add(`Berit says yes to the next stage of ${name!}`);
    },
  },
  act(
    'the note of {name} is withdrawn in {name}',
    ({ readiness }, [market]) => ({
      readiness: new Map([...readiness, [market!, { kind: 'missing', languages: ['every language'] }]]),
    }),
    (name, [market]) => `the note of ${name} is withdrawn in ${market!}`,
  ),
  act(
    'the note of {name} goes live in {name}',
    ({ readiness }, [market]) => ({ readiness: new Map([...readiness, [market!, { kind: 'ready' }]]) }),
    (name, [market]) => `the note of ${name} goes live in ${market!}`,
  ),
  act(
    'the key of {name} is revoked',
    ({ release }) => ({
      release: { ...release, packages: release.packages.map((one) => ({ ...one, isKeyValid: false })) },
    }),
    (name) => `the publisher's key of ${name} is revoked`,
  ),
  act(
    'the release of {name} is withdrawn',
    ({ release }) => ({ release: { ...release, state: 'withdrawn' } }),
    (name) => `the release of ${name} is withdrawn`,
  ),
  {
    pattern: '{name} is retired',
    does: (run, [name]) => {
      const car = run.car(name!);
      car.facts = { ...car.facts, standing: 'retired' };
      run.simulation.changed();
      run.transcript.add(`${name!} is retired`);
    },
  },
];

/** Questions that a person asks meanwhile. */
const QUESTIONS: readonly Act[] = [
  {
    pattern: 'why {name}',
    does: (run, [name]) => {
      const { simulation, transcript } = run;
      const { facts, trials } = run.car(name!);
      const attempts = trials.map(({ attempt }) => attempt);
      const snapshot = compileSnapshot(
        simulation.rollouts.map((one) => ({ ...one.facts, evaluatedAt: simulation.now })),
      );
      for (const { name: rollout, answers, asked } of explain(snapshot, facts, attempts, simulation.now).rollouts) {
        const refusals = answers.filter(({ passes }) => !passes);
        const said = refusals.map(({ gate, wants, has }) => `${gate}: wants ${wants}, has ${has}`).join('; ');
        transcript.add(`why ${name!}, ${rollout} (${asked}): ${said === '' ? 'nothing stands against it' : said}`);
      }
    },
  },
  {
    pattern: 'name the cars of {name} that are {name}',
    does: (run, [name, state]) => {
      const cars = run.rollout(name!).trials.filter(({ attempt }) => attempt.state.kind === state);
      const names = cars.map(({ facts }) => facts.controllerId).join(', ');
      run.transcript.add(`${state!}: ${names === '' ? 'none' : names}`);
    },
  },
];

export const ACT_SENTENCES: readonly Act[] = [...WORLD, ...PEOPLE, ...QUESTIONS];
