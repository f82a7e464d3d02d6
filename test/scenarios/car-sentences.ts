import type { SimulatedCar } from '@tidings/fleet-model';
import type { ScenarioRun } from './scenario-run.js';
import type { Sentence } from './sentence.js';

type Facts = SimulatedCar['facts'];

/** What becomes known of one car meanwhile, and the line that tells it. */
const known = (
  pattern: string,
  changed: (facts: Facts, said: string, run: ScenarioRun) => Partial<Facts>,
  told: (name: string, said: string) => string,
): Sentence<ScenarioRun> => ({
  pattern,
  does: (run, [name, said = '']) => {
    const car = run.car(name!);
    car.facts = { ...car.facts, ...changed(car.facts, said, run) };
    run.simulation.changed();
    run.transcript.add(told(name!, said));
  },
});

export const CAR_SENTENCES: readonly Sentence<ScenarioRun>[] = [
  known(
    '{name} is retired',
    () => ({ standing: 'retired' }),
    (name) => `${name} is retired`,
  ),
  known(
    '{name} is sold to {name}',
    (_, market) => ({ market }),
    (name, market) => `${name} is sold to ${market}`,
  ),
  known(
    '{name} tells hardware {name}',
    (_, hardwareId) => ({ hardwareId }),
    (name, hardware) => `${name} tells hardware ${hardware}`,
  ),
  known(
    '{name} tells that it runs {name}',
    (_, version, { simulation }) => ({ software: { kind: 'known', version, since: simulation.now } }),
    (name, version) => `${name} tells that it runs ${version}`,
  ),
  known(
    '{name} tells that its brakes run {name}',
    ({ ecus }, version, { simulation }) => ({
      ecus: { ...ecus, brakes: { hardwareId: 'brk-1', software: { kind: 'known', version, since: simulation.now } } },
    }),
    (name, version) => `${name} tells that its brakes run ${version}`,
  ),
];
