import { instant, type Instant } from '@tidings/vocabulary';
import type { GateAnswer } from './decision.js';
import type { Gate } from '../gates/gate.js';

/** What a row of gates said. */
export interface Walk {
  readonly answers: readonly GateAnswer[];
  /** The refusal a person is told, undefined when all pass. */
  readonly firstRefusal: GateAnswer | undefined;
  /** No offer before this instant: the latest end of any refusal; undefined with a refusal: it does not end by itself. */
  readonly refusesUntil: Instant | undefined;
}

/** Asks every gate, so that a refusal that never ends by itself is found behind one that would be asked again in seconds. */
export function walkGates<Question>(gates: readonly Gate<Question>[], question: Question): Walk {
  const answers = gates.map(({ ask }) => ask(question));
  const refusals = answers.filter(({ passes }) => !passes);
  return {
    answers,
    firstRefusal: refusals[0],
    refusesUntil: finiteOrUndefined(Math.max(...refusals.map(({ until }) => until ?? Infinity))),
  };
}

/** The earliest of several ends; undefined when none of them comes by itself. */
export const earliest = (ends: readonly (Instant | undefined)[]): Instant | undefined =>
  finiteOrUndefined(Math.min(...ends.map((end) => end ?? Infinity)));

const finiteOrUndefined = (at: number): Instant | undefined => (Number.isFinite(at) ? instant(at) : undefined);
