import {
  type CompiledSnapshot,
  compileSnapshot,
  decideOffer,
  type Decision,
  isCancelUnanswered,
  planNextStep,
  type RolloutFacts,
  type Step,
  withFacts,
} from '@tidings/rollout-engine';
import { type Duration, instant, type Instant, minutes, type RolloutId } from '@tidings/vocabulary';
import type { FleetVehicle } from './behaviour.js';
import { type CarEvent, CarLife, HEARS_WITHIN, openTrialOf, type Surroundings } from './car-life.js';
import { backFrom, lastHeard } from './contacts.js';
import { EventQueue } from './event-queue.js';
import { LOOKS_AFTER, LookTimes } from './look-times.js';
import { PollTimes } from './poll-times.js';
import { SimulatedCar, type Trial } from './simulated-car.js';
import { SimulatedRollout } from './simulated-rollout.js';

/** Between two looks when nothing was heard: silence passes with time. */
const LOOKS_ANYWAY = minutes(10);

type Event =
  | CarEvent
  | { readonly kind: 'poll'; readonly car: SimulatedCar; readonly plan: number }
  /** Number 0: always; others: unless a later one was planned. */
  | { readonly kind: 'look'; readonly number: number };

/** What the conductor decided, kept whenever it decided something else than before or for other reasons. */
export interface KeptStep {
  readonly at: Instant;
  readonly rolloutId: RolloutId;
  readonly step: Step;
}

interface SimulationOptions {
  /** False: every car polls every time, for a test of the shortcut. */
  readonly skipsIdlePolls?: boolean;
  /** Between two looks of the conductor when nothing was heard. */
  readonly looksAnyway?: Duration;
  /**
   * True: what can neither stop a rollout nor open its next stage (a beginning, a success while the stage soaks or behind the last one) waits for the
   * look that comes anyway. A test holds this against a look after every report.
   */
  readonly skipsIdleLooks?: boolean;
}

/**
 * A fleet on paper: cars with a behaviour each, time that jumps from event to event, and every decision taken by the engine itself
 * (decideOffer, foldReports, stopMannerOf, planNextStep). Nothing is drawn here: the same world gives the same run.
 */
export class Simulation {
  readonly cars: SimulatedCar[] = [];
  readonly steps: KeptStep[] = [];
  now: Instant;
  private readonly byId = new Map<RolloutId, SimulatedRollout>();
  private readonly carsById = new Map<string, SimulatedCar>();
  private readonly queue = new EventQueue<Event>();
  private readonly skipsIdlePolls: boolean;
  private readonly looksAnyway: Duration;
  private readonly life: CarLife;
  private readonly pollTimes: PollTimes;
  private snapshot: CompiledSnapshot = compileSnapshot([]);
  /** When it died, if the conductor is dead. */
  private conductorDiedAt: Instant | undefined;
  private readonly lookTimes: LookTimes;

  constructor(
    readonly beginning: Instant,
    vehicles: readonly FleetVehicle[],
    { skipsIdlePolls = true, looksAnyway = LOOKS_ANYWAY, skipsIdleLooks = false }: SimulationOptions = {},
  ) {
    this.now = beginning;
    this.life = new CarLife(this.surroundings());
    const put = (at: Instant, car: SimulatedCar, plan: number): void => this.queue.add(at, { kind: 'poll', car, plan });
    this.pollTimes = new PollTimes(beginning, put, skipsIdlePolls);
    this.skipsIdlePolls = skipsIdlePolls;
    this.looksAnyway = looksAnyway;
    const look = (at: Instant, number: number): void => this.queue.add(at, { kind: 'look', number });
    this.lookTimes = new LookTimes(look, skipsIdleLooks);
    this.join(vehicles);
    this.lookTimes.plan(this.now, this.looksAnyway);
  }

  /** More cars, from now on. */
  join(vehicles: readonly FleetVehicle[]): void {
    for (const vehicle of vehicles) {
      const car = new SimulatedCar(vehicle);
      this.cars.push(car);
      this.carsById.set(car.facts.vehicleId, car);
      this.pollTimes.plan(car, this.now);
    }
  }

  add(facts: RolloutFacts): SimulatedRollout {
    const rollout = new SimulatedRollout(facts);
    this.byId.set(facts.rolloutId, rollout);
    this.changed();
    return rollout;
  }

  get rollouts(): readonly SimulatedRollout[] {
    return [...this.byId.values()];
  }

  /** Everything up to and including that instant happens. */
  runUntil(until: Instant): void {
    for (;;) {
      const { nextAt } = this.queue;
      if (nextAt === undefined || nextAt > until) break;
      this.now = nextAt;
      this.happen(this.queue.take()!);
    }
    this.now = until;
  }

  /** A rollout or a car was changed from outside: whoever sleeps is asked again at its next poll, whoever is under way hears of it. */
  changed(): void {
    this.snapshot = compileSnapshot(this.rollouts.map(({ facts }) => facts));
    this.pollTimes.wake(
      this.cars.filter((car) => this.isReached(car)),
      this.now,
    );
    for (const car of this.cars) if (openTrialOf(car)) this.later(HEARS_WITHIN, { kind: 'hears', car });
    this.lookTimes.plan(this.now, LOOKS_AFTER);
    for (const { facts } of this.rollouts) this.lookTimes.planWhenSoaked(facts, this.now);
  }

  /** Outside every open stage a poll has one answer (the gate in-stage), and so it has once the release is on board (the gate not-failed-before). */
  private isReached(car: SimulatedCar): boolean {
    return !this.skipsIdlePolls || this.rollouts.some((rollout) => rollout.reaches(car) && !rollout.hasBrought(car));
  }

  /** Nobody moves time: rollouts are not evaluated any more. */
  killConductor(): void {
    this.conductorDiedAt ??= this.now;
  }

  reviveConductor(): void {
    for (const rollout of this.rollouts) {
      rollout.watchedAgain(this.conductorDiedAt, this.now);
      this.lookTimes.planWhenSoaked(rollout.facts, this.now);
    }
    this.conductorDiedAt = undefined;
    this.lookTimes.plan(this.now, LOOKS_AFTER);
  }

  private happen(event: Event): void {
    if (event.kind === 'look') {
      if (this.lookTimes.isDue(event.number)) this.look();
    } else if (event.kind !== 'poll') this.life.happen(event);
    else if (event.plan === event.car.plannedPoll) this.poll(event.car);
  }

  /** A car without an open attempt asks whether there is something for it. */
  private poll(car: SimulatedCar): void {
    this.pollTimes.asked(car);
    if (openTrialOf(car) === undefined && car.silentSince === undefined) {
      const decision = this.decide(car);
      if (decision.kind === 'offer') this.life.offer(car, this.byId.get(decision.rollout.rolloutId)!);
      else if (decision.kind === 'nothing') this.pollTimes.refused(car, decision, this.now);
    }
    this.letNextIn();
  }

  private letNextIn(): void {
    if (this.rollouts.some(({ hasRoom }) => hasRoom)) this.pollTimes.letNextIn(this.now);
  }

  /** The snapshot of this moment: counts and heartbeats are always fresh. */
  private decide(car: SimulatedCar): Decision {
    const evaluatedAt = this.conductorDiedAt ?? this.now;
    const fresh = withFacts(this.snapshot, ({ rolloutId }) => ({ ...this.byId.get(rolloutId)!.facts, evaluatedAt }));
    const attempts = car.trials.map(({ attempt }) => attempt);
    return decideOffer(fresh, car.facts, attempts, this.now);
  }

  private look(): void {
    this.lookTimes.looked();
    if (this.conductorDiedAt === undefined) {
      let isMoved = false;
      for (const rollout of this.rollouts) isMoved = this.conduct(rollout) || isMoved;
      if (isMoved) this.changed();
    }
    this.lookTimes.plan(this.now, this.looksAnyway);
  }

  private conduct(rollout: SimulatedRollout): boolean {
    for (const trial of [...rollout.book.open])
      if (isCancelUnanswered(trial.attempt, this.now))
        this.life.withdraw(this.carOf(trial), trial, 'cancel-unanswered');
    const { state, stage } = rollout.facts;
    if (state.kind !== 'running' || stage === undefined) return false;
    const evidence = rollout.evidence(this.now, (trial) => this.lastHeardOf(trial));
    const step = planNextStep(rollout.facts, evidence, this.now);
    this.keep(rollout, step);
    if (evidence.sliceLook) rollout.sliceLooks += 1;
    rollout.apply(step, this.now);
    return step.kind !== 'hold';
  }

  private keep(rollout: SimulatedRollout, step: Step): void {
    if (step.kind === 'hold' && sayingOf(step) === rollout.lastSaying) return;
    rollout.lastSaying = sayingOf(step);
    this.steps.push({ at: this.now, rolloutId: rollout.facts.rolloutId, step });
  }

  private later(delay: Duration, event: CarEvent): void {
    const { behaviour } = event.car;
    this.queue.add(backFrom(behaviour, this.beginning, instant(this.now + delay)), event);
  }

  /** When the car of a try was last heard. */
  lastHeardOf(trial: Trial): Instant {
    const car = this.carOf(trial);
    return car.silentSince ?? lastHeard(car.behaviour, this.beginning, this.now);
  }

  private carOf({ attempt }: Trial): SimulatedCar {
    return this.carsById.get(attempt.vehicleId)!;
  }

  private surroundings(): Surroundings {
    const nowOf = (): Instant => this.now;
    return {
      get now() {
        return nowOf();
      },
      decide: (car) => this.decide(car),
      rolloutOf: ({ attempt }) => this.byId.get(attempt.rolloutId)!,
      later: (delay, event) => this.later(delay, event),
      reported: (trial) => this.lookTimes.heard(trial, this.byId.get(trial.attempt.rolloutId)!.facts, this.now),
      isFree: (car) => {
        if (this.isReached(car)) this.pollTimes.plan(car, this.now);
        this.letNextIn();
      },
    };
  }
}

const sayingOf = ({ kind, reasons }: Step): string => [kind, ...reasons.map(({ code }) => code)].join(' ');
