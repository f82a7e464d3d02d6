import { seconds, type Instant } from '@tidings/vocabulary';
import type { Attempt } from '../attempts/attempt.js';
import type { GateAnswer, GateName } from '../offers/decision.js';
import type { CompiledRollout } from '../offers/snapshot.js';
import type { VehicleFacts } from '../offers/vehicle-facts.js';

/** Asked once, when an attempt would be written. */
export interface OpeningQuestion {
  readonly rollout: CompiledRollout;
  readonly vehicle: VehicleFacts;
  /** Earlier attempts of this vehicle for this rollout. */
  readonly attempts: readonly Attempt[];
  readonly now: Instant;
}

/** Asked always, for an open attempt. */
export interface KeepingQuestion {
  readonly rollout: CompiledRollout;
  readonly vehicle: VehicleFacts;
  readonly attempt: Attempt;
}

/** One sentence with yes or no for an answer. */
export interface Gate<Question> {
  readonly name: GateName;
  /** 'attempts': the answer depends on earlier attempts, which memory does not know. */
  readonly needs: 'facts' | 'attempts';
  readonly ask: (question: Question) => GateAnswer;
}

export const gate = <Question>(
  name: GateName,
  answer: (question: Question) => Omit<GateAnswer, 'gate'>,
  needs: 'facts' | 'attempts' = 'facts',
): Gate<Question> => ({ name, needs, ask: (question) => ({ gate: name, ...answer(question) }) });

/** Refusals that end with the next outcome or heartbeat are asked again this soon: a poll of a stopped fleet stays cheap, a car waits little. */
export const ASK_AGAIN_AFTER = seconds(10);
