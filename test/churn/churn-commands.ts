import fc from 'fast-check';
import { minutes } from '@tidings/vocabulary';
import type { ChurnCar } from './churn-car.js';
import type { ChurnPromises } from './churn-promises.js';
import { brakes, type ChurnRollout, type ChurnWorld } from './churn-world.js';

/** What commands act on. */
export interface ChurnGround {
  readonly world: ChurnWorld;
  readonly promises: ChurnPromises;
}

type Act = (ground: ChurnGround) => Promise<void>;

/** One thing that happens; the model knows nothing: what must hold is asked of the records. */
class Happens implements fc.AsyncCommand<object, ChurnGround> {
  constructor(
    private readonly text: string,
    private readonly act: Act,
  ) {}

  check(): boolean {
    return true;
  }

  async run(_: object, ground: ChurnGround): Promise<void> {
    await this.act(ground);
    for (const car of ground.world.cars) await ground.promises.records(car);
    await ground.promises.room();
  }

  toString(): string {
    return this.text;
  }
}

type CarAct = (car: ChurnCar, ground: ChurnGround, n: number) => Promise<void>;
type RolloutAct = (rollout: ChurnRollout, ground: ChurnGround, n: number) => Promise<void>;

const ofCar = (name: string, act: CarAct): fc.Arbitrary<Happens> =>
  fc
    .tuple(fc.nat(2), fc.nat(9))
    .map(
      ([which, n]) =>
        new Happens(`${name}(car ${which}, ${n})`, (ground) =>
          act(ground.world.cars[which % ground.world.cars.length]!, ground, n),
        ),
    );

const ofRollout = (name: string, act: RolloutAct): fc.Arbitrary<Happens> =>
  fc.tuple(fc.nat(2), fc.nat(9)).map(
    ([which, n]) =>
      new Happens(`${name}(rollout ${which}, ${n})`, async (ground) => {
        const rollout = ground.world.rollouts[which];
        if (rollout) await act(rollout, ground, n);
      }),
  );

const inState =
  (states: readonly string[], act: RolloutAct): RolloutAct =>
  async (rollout, ground, n) => {
    const row = (await ground.world.rolloutRows()).find(({ id }) => id === rollout.id);
    if (row && states.includes(row.state)) await act(rollout, ground, n);
    await ground.world.look();
  };

const polls = ofCar('polls', (car, { promises }) => promises.poll(car));

/** The next thing a car does by itself: it polls, fetches, begins, downloads, installs; or acknowledges and tells what it runs. */
const goesOn: CarAct = async (car, { promises }) => {
  const { shown, fetched } = car;
  if (shown?.kind === 'cancel') {
    await car.acknowledge();
    await car.tell();
    return promises.poll(car);
  }
  if (shown === undefined) return promises.poll(car);
  if (fetched?.wireNumber !== shown.wireNumber) return promises.goesOn(car, await car.fetch(), 'link');
  if (car.hasEverything) {
    await car.say('closed', 'success');
    return promises.poll(car);
  }
  if (!car.hasSaid(shown.wireNumber)) return car.say('proceeding');
  await promises.goesOn(car, await car.download(), 'bytes');
  return promises.poll(car);
};

/** Cars are heard much more often than people act. */
export const CHURN: fc.Arbitrary<fc.AsyncCommand<object, ChurnGround>>[] = [
  polls,
  ...Array.from({ length: 11 }, () => ofCar('goes on', goesOn)),
  ofCar('fetches', async (car, { promises }) => promises.goesOn(car, await car.fetch(), 'link')),
  ofCar('begins', (car) => car.say('proceeding')),
  ofCar('downloads', async (car, { promises }) => promises.goesOn(car, await car.download(), 'bytes')),
  ofCar('installs', (car) => (car.hasEverything ? car.say('closed', 'success') : Promise.resolve())),
  ofCar('fails', (car) => car.say('closed', 'failure')),
  ofCar('says again', (car, _, n) => car.sayAgain(n)),
  ofCar('acknowledges', (car) => car.acknowledge()),
  ofCar('tells what it runs', (car) => car.tell()),
  ofCar('is half updated', (car) => car.tell('7.1.5')),
  // What a car is known to be changes under its hands; mostly it changes back.
  ofCar('leaves the cohorts or comes back', (car, { world }, n) =>
    world.know(car, { tags: n < 2 ? [] : world.rollouts.map(({ tag }) => tag) }),
  ),
  ofCar('has other brakes or another model', (car, { world }, n) =>
    world.know(car, { ecus: { brakes: brakes(n < 2 ? '5.0' : '4.1') }, model: n % 2 === 0 ? 'Lyra' : 'Vega' }),
  ),
  ofCar('tells other hardware', (car, _, n) => car.tellHardware(n === 0 ? 'vega-b' : 'vega-a')),
  fc.constant(
    new Happens('two minutes pass', ({ world }) => {
      world.house.clock.pass(minutes(2));
      return Promise.resolve();
    }),
  ),
  fc.constant(new Happens('many join', ({ world }) => world.joinOnce())),
  ...Array.from({ length: 2 }, () =>
    fc.constant(new Happens('the next rollout starts', ({ world }) => world.startNext())),
  ),
  ofRollout(
    'paused',
    inState(['running'], ({ id }, { world }) => world.house.pause(id)),
  ),
  ofRollout(
    'resumed',
    inState(['paused'], ({ id }, { world }) => world.house.resume(id)),
  ),
  ofRollout(
    'halted',
    inState(['running'], ({ id }, { world }, n) => (n === 0 ? world.house.halt(id) : Promise.resolve())),
  ),
  ofRollout('has another priority', (rollout, { world }, n) => world.setPriority(rollout, n)),
  ofRollout('loses or gets back its note', (rollout, { world }) => world.setNote(rollout, !rollout.hasNote)),
  ofRollout('loses its key', (rollout, { world }, n) => (n === 0 ? world.revokeKey(rollout) : Promise.resolve())),
  ofCar('is held or let go', (car, { world }) => world.setHeld(car, !world.held.has(car))),
];
