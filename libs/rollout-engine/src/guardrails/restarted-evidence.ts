import type { StartSegment } from '../steps/evidence.js';
import { logFailureEvidence } from './failure-evidence.js';

export interface RestartedEvidence {
  /** Natural logarithm of E. */
  readonly log: number;
  /** Everything that started since the restart that says the most. */
  readonly strongest: Observed;
}

/** Vehicles, and those of them that failed. */
export type Observed = Pick<StartSegment, 'started' | 'failed'>;

/** Places beyond this say nothing new: twenty failures in a row have halted long before. */
export const LATEST_FAILURES = 20;

/** A segment is at most so long (rollouts.md, "Guardrails": a restart every 250). */
export const SEGMENT_AT_MOST = 250;

export interface Restarts {
  /** Where the latest failed vehicles stand in the order of starts (0: first of the first segment), oldest first, LATEST_FAILURES at most. */
  readonly failedAt?: readonly number[];
  /** Restarts of earlier plan versions: their weights are spent and do not come back. */
  readonly spentBefore?: number;
}

/**
 * Evidence that the true failure rate is above p0, which a long good history does not make deaf:
 *   E = sum over j of w_j E_j, w_j = 6 / (pi^2 j^2),
 * where E_j (logFailureEvidence) is 1 until the j-th restart and then sees only vehicles that started after it. Whether a restart comes
 * is known before the vehicle behind it has an outcome, so each E_j is a test supermartingale from 1, and so is their sum with weights
 * that add up to 1: it ever reaches 1/alpha with probability at most alpha, which is spent once, not once a restart (Ville 1939; an
 * e-process as a mixture over start times: Shin, Ramdas, Rinaldo, "E-detectors", 2022). Restarts to come count with the 1 they are worth.
 *
 * Behind the first segment, half of w_j belongs to the first vehicle of segment j and half in equal parts to each of the 249 places
 * behind it, so that bad cars are not judged by the good ones of the same segment. Of those only the restarts at failed vehicles are
 * added up, and of old ones none: each term left out is at least 0, so E comes out too small and never too large.
 *
 * A restart costs its weight: where 3 failures in a row halt at the start, 8 do behind 20,000 good cars, at any moment of a segment.
 * Only starts and failures change E, and a start without a failure never raises it: who looks after each failure has looked always.
 *
 * Shapes: segments oldest first, whole 0 <= failed <= started; 0 < p0 < 1.
 */
export function restartedEvidence(
  segments: readonly Observed[],
  p0: number,
  { failedAt = [], spentBefore = 0 }: Restarts = {},
): RestartedEvidence {
  const firsts = firstsOf(segments);
  const startedInAll = segments.reduce((sum, { started }) => sum + started, 0);
  const terms: { readonly log: number; readonly since: Observed }[] = [];
  const add = (weight: number, since: Observed): void => {
    terms.push({ log: Math.log(weight) + logFailureEvidence(since.started, since.failed, p0), since });
  };
  let since: Observed = { started: 0, failed: 0 };
  let toCome = 1;
  for (let j = 1; j <= spentBefore; j++) toCome -= weightOf(j);
  for (let index = segments.length - 1; index >= 0; index--) {
    const { started, failed } = segments[index]!;
    since = { started: since.started + started, failed: since.failed + failed };
    const j = spentBefore + index + 1;
    toCome -= weightOf(j);
    add(j === 1 ? weightOf(j) : weightOf(j) / 2, since);
  }
  let segment = segments.length - 1;
  for (let index = failedAt.length - 1; index >= 0; index--) {
    const place = failedAt[index]!;
    while (segment > 0 && firsts[segment]! > place) segment -= 1;
    const j = spentBefore + segment + 1;
    if (j > 1 && firsts[segment] !== place)
      add(weightOf(j) / 2 / (SEGMENT_AT_MOST - 1), { started: startedInAll - place, failed: failedAt.length - index });
  }
  return { log: logOfSum([...terms.map(({ log }) => log), Math.log(toCome)]), strongest: strongestOf(terms) };
}

/** 1 / (1 + 1/4 + 1/9 + ...): the weights add up to 1. */
const weightOf = (j: number): number => 6 / Math.PI ** 2 / (j * j);

/** Place of the first vehicle of each segment. */
function firstsOf(segments: readonly Observed[]): readonly number[] {
  let place = 0;
  return segments.map(({ started }) => {
    const first = place;
    place += started;
    return first;
  });
}

/** Of equal ones the longest. */
function strongestOf(terms: readonly { readonly log: number; readonly since: Observed }[]): Observed {
  let strongest: { readonly log: number; readonly since: Observed } | undefined;
  for (const term of terms)
    if (
      !strongest ||
      term.log > strongest.log ||
      (term.log === strongest.log && term.since.started > strongest.since.started)
    )
      strongest = term;
  return strongest?.since ?? { started: 0, failed: 0 };
}

function logOfSum(logs: readonly number[]): number {
  const largest = Math.max(...logs);
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
}
