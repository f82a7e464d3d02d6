import type { SimulatedRollout } from '@tidings/fleet-model';
import type { RolloutFacts } from '@tidings/rollout-engine';
import { stopAllOrder } from '@tidings/vocabulary';
import type { ScenarioRun } from './scenario-run.js';
import type { Sentence } from './sentence.js';

type Act = Sentence<ScenarioRun>;

/** What a person does with a rollout, and the line that tells it. */
const act = (
  pattern: string,
  changed: (facts: RolloutFacts, said: readonly string[], run: ScenarioRun) => Partial<RolloutFacts>,
  told: (name: string, said: readonly string[]) => string,
  does: (rollout: SimulatedRollout, run: ScenarioRun) => void = () => undefined,
): Act => ({
  pattern,
  does: (run, [name, ...said]) => {
    does(run.rollout(name!), run);
    run.change(name!, (facts) => changed(facts, said, run));
    run.transcript.add(told(name!, said));
  },
});

export const PEOPLE_SENTENCES: readonly Act[] = [
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
  act(
    'a new version of {name} goes on: {text}',
    () => ({}),
    (name, [why]) => `Berit approves a new version of the plan of ${name}: ${why!}`,
    (rollout, { simulation }) => rollout.goOn(simulation.now),
  ),
  {
    pattern: 'stop all: {text}',
    does: (run, [why]) => {
      const { simulation } = run;
      run.changeAll({ stopAll: stopAllOrder({ who: 'Ada', why: why!, at: simulation.now }) });
      run.transcript.add(`Ada stops all: ${why!}`);
    },
  },
  {
    pattern: 'the order to stop all is lifted',
    does: (run) => {
      run.changeAll({ stopAll: undefined });
      run.transcript.add('the order to stop all is lifted');
    },
  },
];
