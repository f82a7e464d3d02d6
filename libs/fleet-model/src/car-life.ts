import { type Decision, goesOn, isCancelUnanswered, isOpen, stopMannerOf } from '@tidings/rollout-engine';
import { type AttemptId, type Duration, type Instant, minutes, seconds } from '@tidings/vocabulary';
import type { Ending } from './behaviour.js';
import { CANCEL_ACKNOWLEDGED, DOWNLOADING, failedBecause, INSTALLED } from './reports.js';
import { deliver, hear, withdraw } from './settle-trial.js';
import type { SimulatedCar, Trial } from './simulated-car.js';
import type { SimulatedRollout } from './simulated-rollout.js';

/** What a car does next, once its time has come. */
export type CarEvent =
  | { readonly kind: 'hears' | 'tells'; readonly car: SimulatedCar }
  | {
      readonly kind: 'begins' | 'has-all' | 'ends' | 'acknowledges';
      readonly car: SimulatedCar;
      readonly trial: Trial;
    };

/** What a car needs of the world around it. */
export interface Surroundings {
  readonly now: Instant;
  decide(car: SimulatedCar): Decision;
  rolloutOf(trial: Trial): SimulatedRollout;
  /** As soon after that time as the car is not away. */
  later(delay: Duration, event: CarEvent): void;
  /** Something was said about this try. */
  reported(trial: Trial): void;
  /** A car has no open attempt any more, or says what it runs: it polls on. */
  isFree(car: SimulatedCar): void;
}

/** A car with an open attempt polls at least once a minute (rollouts.md, "Stopping"): it hears of a change in half of one on average. */
export const HEARS_WITHIN = seconds(30);

/** The life of an attempt in a car: what its DDI client would do, with the engine's word at every point where it could be told no. */
export class CarLife {
  constructor(private readonly around: Surroundings) {}

  happen(event: CarEvent): void {
    const { car } = event;
    if (car.silentSince !== undefined) return;
    switch (event.kind) {
      case 'hears':
        return this.hears(car);
      case 'begins':
        return this.begins(car, event.trial);
      case 'has-all':
        return this.hasAll(car, event.trial);
      case 'ends':
        return this.ends(car, event.trial);
      case 'acknowledges':
        return this.report(car, event.trial, CANCEL_ACKNOWLEDGED);
      case 'tells':
        return this.tells(car);
    }
  }

  /** An attempt is written for a car that polled. */
  offer(car: SimulatedCar, rollout: SimulatedRollout): void {
    const { rolloutId, release, epoch, stage } = rollout.facts;
    const { vehicleId, hardwareId } = car.facts;
    const wireNumber = car.trials.length + 1;
    const isFirst = !car.trials.some(({ attempt }) => attempt.rolloutId === rolloutId);
    const trial: Trial = {
      attempt: {
        attemptId: `att_${vehicleId}_${wireNumber}` as AttemptId,
        vehicleId,
        rolloutId,
        releaseId: release.releaseId,
        wireNumber,
        epoch,
        state: { kind: 'offered' },
        offeredAt: this.around.now,
        cancelPolls: 0,
        hardwareId,
      },
      stageIndex: stage!.index,
      facts: car.facts,
      reports: [],
      isArtifactRefused: false,
      wasSilent: false,
      wasStalled: false,
    };
    car.trials.push(trial);
    rollout.trials.push(trial);
    rollout.book.offered(trial);
    rollout.count({ open: 1, offered: isFirst ? 1 : 0 });
    const { beginsAfter } = car.behaviour;
    this.around.later(beginsAfter, { kind: 'begins', car, trial });
  }

  /** Fetches the link, if it still is there. */
  private begins(car: SimulatedCar, trial: Trial): void {
    if (!isOpen(trial.attempt) || !goesOn(this.around.decide(car))) return;
    trial.attempt = { ...trial.attempt, fetchedAt: this.around.now };
    this.around.rolloutOf(trial).book.begun(trial);
    const ending = endingOf(car, trial);
    if (ending.kind === 'declines') return this.report(car, trial, failedBecause('ended-by-owner'));
    this.report(car, trial, DOWNLOADING);
    if (ending.kind !== 'stalls') this.around.later(car.behaviour.downloadsFor, { kind: 'has-all', car, trial });
  }

  /** The last byte of everything leaves only with a permission of that moment. */
  private hasAll(car: SimulatedCar, trial: Trial): void {
    if (!isOpen(trial.attempt)) return;
    if (!goesOn(this.around.decide(car))) {
      trial.isArtifactRefused = true;
      return;
    }
    const ending = endingOf(car, trial);
    if (ending.kind === 'fails' && ending.failure === 'download')
      return this.report(car, trial, failedBecause('download'));
    deliver(this.around.rolloutOf(trial), car, trial, this.around.now);
    if (ending.kind === 'goes-silent') car.silentSince = this.around.now;
    else this.around.later(car.behaviour.installsFor, { kind: 'ends', car, trial });
  }

  private ends(car: SimulatedCar, trial: Trial): void {
    const ending = endingOf(car, trial);
    if (ending.kind === 'installs') this.report(car, trial, INSTALLED);
    else if (ending.kind === 'fails') this.report(car, trial, failedBecause(ending.failure));
  }

  /** A car under way asks whether it may go on. */
  private hears(car: SimulatedCar): void {
    const trial = openTrialOf(car);
    if (!trial) return;
    const decision = this.around.decide(car);
    if (decision.kind !== 'stop' && decision.kind !== 'supersede') return;
    const manner = stopMannerOf(trial.attempt);
    if (manner === 'let-finish') return;
    if (decision.kind === 'supersede' && trial.attempt.endsAs === undefined)
      trial.attempt = { ...trial.attempt, endsAs: { kind: 'superseded', by: decision.by.rolloutId } };
    if (manner === 'link-goes' || isCancelUnanswered(trial.attempt, this.around.now))
      return this.withdraw(car, trial, manner === 'link-goes' ? 'never-begun' : 'cancel-unanswered');
    const { cancelToldAt = this.around.now, cancelPolls } = trial.attempt;
    trial.attempt = { ...trial.attempt, cancelToldAt, cancelPolls: cancelPolls + 1 };
    if (!car.behaviour.acknowledgesCancel) this.around.later(minutes(1), { kind: 'hears', car });
    else if (cancelPolls === 0) this.around.later(HEARS_WITHIN, { kind: 'acknowledges', car, trial });
  }

  /** We end an attempt ourselves. */
  withdraw(car: SimulatedCar, trial: Trial, why: 'never-begun' | 'cancel-unanswered'): void {
    withdraw(this.around.rolloutOf(trial), car, trial, why, this.around.now);
    this.afterEnd(car);
  }

  private report(car: SimulatedCar, trial: Trial, report: Trial['reports'][number]): void {
    hear(this.around.rolloutOf(trial), car, trial, report, this.around.now);
    this.around.reported(trial);
    if (!isOpen(trial.attempt)) this.afterEnd(car);
  }

  /** It polls on as before, and says what it runs if we do not know. */
  private afterEnd(car: SimulatedCar): void {
    if (car.facts.software.kind === 'unknown') this.around.later(HEARS_WITHIN, { kind: 'tells', car });
    this.around.isFree(car);
  }

  private tells(car: SimulatedCar): void {
    if (car.facts.software.kind === 'known') return;
    const { software } = car.trials.findLast(({ facts }) => facts.software.kind === 'known')!.facts;
    car.facts = { ...car.facts, software };
    this.around.isFree(car);
  }
}

/** The open attempt of a car: it is the last one. */
export function openTrialOf(car: SimulatedCar): Trial | undefined {
  const trial = car.trials.at(-1);
  return trial && isOpen(trial.attempt) ? trial : undefined;
}

/** The tries of one rollout in a car end as its behaviour says, one after the other. */
function endingOf({ trials, behaviour: { endings } }: SimulatedCar, { attempt }: Trial): Ending {
  const earlier = trials.filter(
    (other) => other.attempt.rolloutId === attempt.rolloutId && other.attempt.wireNumber < attempt.wireNumber,
  ).length;
  return endings[Math.min(earlier, endings.length - 1)]!;
}
