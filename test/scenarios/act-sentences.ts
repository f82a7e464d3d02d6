import { explain, compileSnapshot } from '@tidings/rollout-engine';
import { after, parseDuration } from '@tidings/vocabulary';
import { carKind } from './fleet-sentences.js';
import { CAR_SENTENCES } from './car-sentences.js';
import { PEOPLE_SENTENCES } from './people-sentences.js';
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

export const ACT_SENTENCES: readonly Act[] = [...WORLD, ...PEOPLE_SENTENCES, ...CAR_SENTENCES, ...QUESTIONS];
