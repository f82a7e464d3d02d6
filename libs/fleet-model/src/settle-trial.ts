import {
  type AttemptState,
  type Circumstances,
  closedByUs,
  foldReports,
  isOpen,
  type Report,
  withdrawnState,
} from '@tidings/rollout-engine';
import type { Instant } from '@tidings/vocabulary';
import type { SimulatedCar, Trial } from './simulated-car.js';
import type { SimulatedRollout } from './simulated-rollout.js';

/** A report arrives: the state of the attempt follows from the whole set, and what follows for car and counts is done. */
export function hear(rollout: SimulatedRollout, car: SimulatedCar, trial: Trial, report: Report, now: Instant): void {
  trial.reports = [...trial.reports, report];
  settle(rollout, car, trial, foldReports(circumstancesOf(trial), trial.reports), now);
}

/** The last byte of everything has left. */
export function deliver(rollout: SimulatedRollout, car: SimulatedCar, trial: Trial, now: Instant): void {
  trial.attempt = { ...trial.attempt, deliveredAt: now };
  settle(rollout, car, trial, foldReports(circumstancesOf(trial), trial.reports), now);
}

/** We end an attempt ourselves. */
export function withdraw(
  rollout: SimulatedRollout,
  car: SimulatedCar,
  trial: Trial,
  why: 'never-begun' | 'cancel-unanswered',
  now: Instant,
): void {
  settle(rollout, car, trial, withdrawnState(trial.attempt.endsAs, why), now);
}

const circumstancesOf = ({ attempt, isArtifactRefused }: Trial): Circumstances => ({
  isFetched: attempt.fetchedAt !== undefined,
  isDelivered: attempt.deliveredAt !== undefined,
  // A link is shown only while installing is permitted, so fetching it is the permission.
  wasPermitted: attempt.fetchedAt !== undefined,
  isCancelTold: attempt.cancelToldAt !== undefined,
  isArtifactRefused,
  isInferredInstalled: false,
  ...optional('withdrawn', closedByUs(attempt.state)),
  ...optional('endsAs', attempt.endsAs?.kind),
});

const optional = <Name extends keyof Circumstances>(name: Name, value: Circumstances[Name] | undefined) =>
  value === undefined ? {} : { [name]: value };

/** The same as operations/vehicles/close-attempt: an outcome closes once, and says what is known of the car's software. */
function settle(rollout: SimulatedRollout, car: SimulatedCar, trial: Trial, state: AttemptState, now: Instant): void {
  const before = trial.attempt;
  const isOutcome = !isOpen({ state });
  const closes = isOutcome && before.closedAt === undefined;
  trial.attempt = { ...before, state, ...(closes && { closedAt: now }) };
  if (closes) rollout.count({ open: -1, outcomes: 1 });
  rollout.book.changed(trial, before.state);
  if (state.kind === 'declined' || (state.kind === 'failed' && state.failure === 'ended-by-owner'))
    rollout.saidNo.add(before.vehicleId);
  if (!isOutcome || before.state.kind === state.kind) return;
  if (state.kind === 'installed')
    car.facts = { ...car.facts, software: { kind: 'known', version: rollout.facts.release.version, since: now } };
  else if (state.kind !== 'failed' && closedByUs(state) !== 'never-begun')
    car.facts = { ...car.facts, software: { kind: 'unknown', since: now } };
}
