import { isOpen } from '@tidings/rollout-engine';
import {
  after,
  type Instant,
  days,
  type Duration,
  hours,
  milliseconds,
  minutes,
  seededChance,
  type VehicleId,
} from '@tidings/vocabulary';
import type { Ending, FleetVehicle } from './behaviour.js';
import { contactLawOf, contactsOf } from './contact-law.js';
import { drawnFrom } from './fleet-habits.js';
import type { ForecastInput } from './forecast-input.js';
import type { SimulatedRollout } from './simulated-rollout.js';
import { Simulation } from './simulation.js';

/** Cars of a rehearsal at most: what happens behind the first 1,000 cannot be worse than what was stopped before. */
export const REHEARSED_AT_MOST = 1_000;
const LASTS_AT_MOST = days(180);
const IDLE_AT_MOST = days(21);
/** After a halt: until the cars past stopping have told how they ended. */
const AFTERMATH = days(3);
/** Between two looks at the run from outside. */
const STRIDE = hours(1);
/** A car that is refused for a shorter time waits for room, not for its next contact. */
const ASKS_AGAIN = minutes(5);
/** Between two looks of the conductor when nothing that decides was heard; the parts of a ramp come sooner. */
const LOOKS_ANYWAY = hours(3);

/** One rehearsal of a rollout at one true failure rate. */
export interface Rehearsal {
  readonly stopped?: {
    readonly after: Duration;
    readonly tried: number;
    readonly failed: number;
    /** Had everything and no outcome: nothing can stop them any more. */
    readonly pastStopping: number;
    /** Failed in the end, those past stopping included. */
    readonly broken: number;
  };
  readonly tried: number;
  /** By stage, from the start; what was not opened is absent. */
  readonly opened: readonly Duration[];
  /** From the start; absent: it was not through when the rehearsal ended. */
  readonly completedAfter?: Duration;
  /** By day since the start: cars whose download ended. */
  readonly downloadsByDay: readonly number[];
}

/**
 * Plays the rollout once, with as many cars as there are, at most REHEARSED_AT_MOST, drawn like the fleet. Stages expose as many cars as they
 * will, and pace and caps are the real ones, so that as long as there are cars left nothing is scaled.
 * `failureRate`: from 0 to 1, of cars that would end up degraded.
 */
export function rehearse(input: ForecastInput, failureRate: number, seed: number): Rehearsal {
  const simulation = new Simulation(input.startsAt, drawCars(input, failureRate, seededChance(seed)), {
    looksAnyway: input.rollout.plan.stages.some(({ ramp }) => ramp !== undefined) ? STRIDE : LOOKS_ANYWAY,
    skipsIdleLooks: true,
  });
  const rollout = simulation.add(rehearsedRollout(input));
  rollout.approve(simulation.cars, input.startsAt, 'rehearsal');
  rollout.facts = { ...rollout.facts, cohortCount: input.cohortCount };
  rollout.openStage(0, input.startsAt);
  simulation.changed();
  const end = after(input.startsAt, LASTS_AT_MOST);
  while (isGoingOn(rollout, input, simulation.now) && simulation.now < end)
    simulation.runUntil(after(simulation.now, STRIDE));
  const { kind } = rollout.facts.state;
  const { now } = simulation;
  const passed = milliseconds(now - input.startsAt);
  const tried = triedOf(rollout);
  const done = { tried, opened: openedAfter(simulation, input.startsAt) };
  if (kind !== 'halted' && kind !== 'paused')
    return {
      ...done,
      ...(kind === 'completed' && { completedAfter: passed }),
      downloadsByDay: downloadsByDay(rollout, input.startsAt),
    };
  const { at } = simulation.steps.findLast(({ step }) => step.kind === 'halt' || step.kind === 'pause')!;
  const [failed, pastStopping] = [failedOf(rollout, at), pastStoppingOf(rollout, at)];
  simulation.runUntil(after(now, AFTERMATH));
  const stopped = { after: milliseconds(at - input.startsAt), tried, failed, pastStopping, broken: failedOf(rollout) };
  return { ...done, stopped, downloadsByDay: downloadsByDay(rollout, input.startsAt) };
}

/**
 * A rehearsal of a part of the cohort ends with its cars; one of the whole cohort ends as the rollout does, or when nobody has been offered anything
 * for weeks.
 */
const isGoingOn = (
  { facts: { state, tally }, trials }: SimulatedRollout,
  { cohortCount, startsAt }: ForecastInput,
  now: Instant,
): boolean =>
  state.kind === 'running' &&
  now <= after(trials.at(-1)?.attempt.offeredAt ?? startsAt, IDLE_AT_MOST) &&
  (cohortCount <= REHEARSED_AT_MOST || tally.offered < REHEARSED_AT_MOST || tally.open > 0);

/** The same rollout over these cars only: everybody agrees and approves at once. */
function rehearsedRollout({ rollout, stageCounts }: ForecastInput): ForecastInput['rollout'] {
  const { plan } = rollout;
  const stages = plan.stages.map(({ soak, minimumAnswers, ...stage }, index) => ({
    ...(stage.ramp !== undefined && { ramp: stage.ramp }),
    count: Math.max(1, Math.min(stageCounts[index] ?? 0, REHEARSED_AT_MOST)),
    soak,
    minimumAnswers,
    needsApproval: false,
  }));
  return {
    ...rollout,
    cohort: {},
    plan: { ...plan, stages, consent: 'tells' },
    state: { kind: 'draft' },
    stage: undefined,
    tally: { ...rollout.tally, offered: 0, open: 0, outcomes: 0 },
  };
}

function drawCars(input: ForecastInput, failureRate: number, chance: () => number): readonly FleetVehicle[] {
  const count = Math.min(REHEARSED_AT_MOST, input.cohortCount);
  const whole = input.cars.reduce((sum, { vehicles }) => sum + vehicles, 0);
  let [kind, until] = [0, 0];
  return Array.from({ length: count }, (_, number) => {
    // Every kind with its share, to one car.
    while (kind < input.cars.length - 1 && (number + 0.5) * whole > (until + input.cars[kind]!.vehicles) * count)
      until += input.cars[kind++]!.vehicles;
    return drawCar(input, kind, number, failureRate, chance);
  });
}

function drawCar(
  { cars, habits, startsAt, measuredAt }: ForecastInput,
  kind: number,
  number: number,
  failureRate: number,
  chance: () => number,
): FleetVehicle {
  const { facts } = cars[kind]!;
  const own = seededChance(Math.floor(chance() * 2 ** 32));
  const nextContact = contactsOf(contactLawOf(habits, facts, measuredAt), startsAt, own);
  const ending: Ending = chance() < failureRate ? { kind: 'fails', failure: 'degraded' } : { kind: 'installs' };
  return {
    facts: { ...facts, vehicleId: `veh_${number}` as VehicleId },
    behaviour: {
      pollEvery: ASKS_AGAIN,
      firstPollAfter: milliseconds(0),
      nextContact,
      absences: [],
      beginsAfter: drawnFrom(habits.begin, chance),
      downloadsFor: drawnFrom(habits.download, chance),
      installsFor: drawnFrom(habits.install, chance),
      endings: [ending],
      acknowledgesCancel: true,
    },
  };
}

const openedAfter = ({ steps }: Simulation, start: Instant): readonly Duration[] => [
  milliseconds(0),
  ...steps.filter(({ step }) => step.kind === 'advance').map(({ at }) => milliseconds(at - start)),
];

const triedOf = ({ trials }: SimulatedRollout): number =>
  trials.filter(({ attempt }) => attempt.fetchedAt !== undefined).length;

const failedOf = ({ trials }: SimulatedRollout, by = Number.POSITIVE_INFINITY): number =>
  trials.filter(({ attempt: { state, closedAt } }) => state.kind === 'failed' && closedAt! <= by).length;

const pastStoppingOf = ({ trials }: SimulatedRollout, at: Instant): number =>
  trials.filter(
    ({ attempt }) =>
      attempt.deliveredAt !== undefined &&
      attempt.deliveredAt <= at &&
      (isOpen(attempt) || attempt.closedAt === undefined || attempt.closedAt > at),
  ).length;

function downloadsByDay({ trials }: SimulatedRollout, start: Instant): readonly number[] {
  const counts: number[] = [];
  for (const { attempt } of trials) {
    if (attempt.deliveredAt === undefined) continue;
    const day = Math.floor((attempt.deliveredAt - start) / days(1));
    while (counts.length <= day) counts.push(0);
    counts[day]! += 1;
  }
  return counts;
}
