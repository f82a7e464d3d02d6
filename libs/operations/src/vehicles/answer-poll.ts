import { DecisionSnapshot } from '@tidings/decision-snapshot';
import { Records } from '@tidings/records';
import {
  type Attempt,
  type ChosenEnd,
  downloadOf,
  EVALUATION_HOLDS,
  FACTS_HOLD,
  hourOf,
  inFlightLimit,
  isCancelUnanswered,
  registerLine,
  type RolloutFacts,
  stopMannerOf,
  withdrawnState,
} from '@tidings/rollout-engine';
import { after, before, Clock, days, type Instant, milliseconds, type VehicleId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { CloseAttempt } from './close-attempt.js';
import { type DecidedPoll, DecideForVehicle } from './decide-for-vehicle.js';

/** What a poll is told, in our words. */
export interface PollAnswer {
  /** The link the vehicle sees, if any. */
  readonly link:
    | { readonly kind: 'none' }
    | { readonly kind: 'deployment'; readonly wireNumber: number }
    | { readonly kind: 'cancel'; readonly wireNumber: number };
  /** We want to hear its attributes. */
  readonly wantsAttributes: boolean;
}

/** Asked ten days before they are too old, so that a vehicle in use is never refused for it. */
const FACTS_ASKED_AFTER = milliseconds(FACTS_HOLD - days(10));

/** "Is there something for me?" for a vehicle that memory was not sure about: one keyed read, one full decision. */
@Injectable()
export class AnswerPoll {
  constructor(
    private readonly decide: DecideForVehicle,
    private readonly records: Records,
    private readonly snapshot: DecisionSnapshot,
    private readonly close: CloseAttempt,
    private readonly clock: Clock,
  ) {}

  async run(vehicleId: VehicleId): Promise<PollAnswer> {
    const decided = await this.decide.run(vehicleId);
    const { decision, facts } = decided;
    const wantsAttributes = facts.wantsAttributes || decided.at >= after(facts.vehicle.factsAt, FACTS_ASKED_AFTER);
    const answer = (link: PollAnswer['link']): PollAnswer => ({ link, wantsAttributes });
    switch (decision.kind) {
      case 'nothing':
        // A vehicle that is asked for its attributes is not quiet: the question stays in its answer until it has told.
        if (!wantsAttributes) this.remember(decided, decision.holdsUntil);
        return answer({ kind: 'none' });
      case 'offer': {
        const attempt = await this.open(decided, decision.rollout);
        // Stopped while it was written: the link is never shown, and goes at the next contact.
        const isShown = attempt !== undefined && this.snapshot.stopAll.order === undefined;
        return answer(isShown ? { kind: 'deployment', wireNumber: attempt.wireNumber } : { kind: 'none' });
      }
      case 'keep':
        return answer({ kind: 'deployment', wireNumber: decision.attempt.wireNumber });
      case 'stop':
        if (decision.manner === 'let-finish')
          return answer({ kind: 'deployment', wireNumber: decision.attempt.wireNumber });
        return answer(await this.stop(vehicleId, decision.end));
      case 'supersede': {
        const link = await this.stop(vehicleId, { kind: 'superseded', by: decision.by.rolloutId });
        // The link has gone: what it gave way to is offered in the same answer.
        return link.kind === 'none' ? await this.run(vehicleId) : answer(link);
      }
    }
  }

  private remember({ facts, revision, wakes }: DecidedPoll, holdsUntil: Instant | undefined): void {
    this.snapshot.fleet.quieten(facts.vehicle.vehicleId, revision, holdsUntil ?? Number.POSITIVE_INFINITY, wakes);
  }

  private open({ facts, at }: DecidedPoll, rollout: RolloutFacts): Promise<Attempt | undefined> {
    const { vehicle, live } = facts;
    return this.records.write((tx) =>
      tx.attempts.open({
        vehicleId: vehicle.vehicleId,
        rolloutId: rollout.rolloutId,
        releaseId: rollout.release.releaseId,
        epoch: rollout.epoch,
        revision: live.find(({ rolloutId }) => rolloutId === rollout.rolloutId)!.revision,
        stageIndex: rollout.stage!.index,
        planVersion: rollout.planVersion.number,
        hardwareId: vehicle.hardwareId,
        paceLimit: inFlightLimit(rollout),
        evaluatedSince: before(at, EVALUATION_HOLDS),
        download: {
          bytes: downloadOf(rollout, vehicle.hardwareId),
          hour: hourOf(at),
          bytesPerHour: rollout.plan.bytesPerHour,
        },
        facts: vehicle,
        // It passed its gates, so it needs no step in between.
        line: registerLine(rollout, vehicle, at, []),
      }),
    );
  }

  /** The permission is gone. What the vehicle has by now, under the lock, says how it is told. */
  private stop(vehicleId: VehicleId, end?: ChosenEnd): Promise<PollAnswer['link']> {
    return this.records.write(async (tx) => {
      const attempt = await tx.attempts.lockOpen(vehicleId);
      if (!attempt) return { kind: 'none' };
      const { wireNumber } = attempt;
      const manner = stopMannerOf(attempt);
      if (manner === 'let-finish') return { kind: 'deployment', wireNumber };
      if (end) await tx.attempts.endAs(attempt, end);
      if (manner === 'link-goes' || isCancelUnanswered(attempt, this.clock.now())) {
        const why = manner === 'link-goes' ? 'never-begun' : 'cancel-unanswered';
        await this.close.run(tx, attempt, withdrawnState(attempt.endsAs ?? end, why));
        return { kind: 'none' };
      }
      await tx.attempts.tellCancel(attempt);
      return { kind: 'cancel', wireNumber };
    });
  }
}
