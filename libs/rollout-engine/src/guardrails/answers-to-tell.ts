import type { BasisPoints } from '@tidings/vocabulary';
import { logFailureEvidence } from './failure-evidence.js';
import { FAILURE_ALPHA } from './guardrail-alpha.js';

/** A stage must tell this multiple of the tolerated rate from the tolerated one ... */
const TIMES_THE_LIMIT = 3;
/** ... and may miss it in at most so many cases (rollouts.md, "Moving"). */
const MISSED_AT_MOST = 0.2;

/**
 * How many answers a stage needs so that a true failure rate of three times the limit passes its guardrail in at most 20 % of cases.
 * Exact: the number of failures among the first n cars is followed through n = 1, 2, 3 ..., and whatever reaches the boundary of the
 * failure guardrail stays out; no simulation, no normal approximation. Counted on what starts anew with the `place`-th stage (its share
 * of the weight 6 / (pi^2 place^2), restarted-evidence.ts), as if the stages before had shown nothing: further restarts inside the
 * stage only help.
 * Shapes: 1 <= limit <= 2,000 basis points; place from 1.
 */
export function answersToTell(limit: BasisPoints, place: number): number {
  const key = `${limit} ${place}`;
  const known = KNOWN.get(key);
  if (known !== undefined) return known;
  const answers = countAnswers(limit / 10_000, place);
  KNOWN.set(key, answers);
  return answers;
}

/** Some milliseconds each, and plans ask for the same few again and again. */
const KNOWN = new Map<string, number>();

function countAnswers(p0: number, place: number): number {
  const truth = Math.min(1, TIMES_THE_LIMIT * p0);
  // Behind the first, half of a restart's weight is for places inside its segment.
  const weight = 6 / (Math.PI ** 2 * place ** 2) / (place === 1 ? 1 : 2);
  const enough = -Math.log(FAILURE_ALPHA) - Math.log(weight);
  const lastHalts: number[] = [];
  // unnoticed[k]: chance of k failures among the first n without ever having reached the boundary.
  const unnoticed: number[] = [1];
  for (let n = 1; ; n++) {
    unnoticed.push(0);
    let missed = 0;
    for (let k = unnoticed.length - 1; k >= 0; k--) {
      const chance = unnoticed[k]! * (1 - truth) + (unnoticed[k - 1] ?? 0) * truth;
      lastHalts[k] ??= lastHaltWith(k, p0, enough);
      unnoticed[k] = n <= lastHalts[k]! ? 0 : chance;
      missed += unnoticed[k]!;
    }
    while (unnoticed.at(-1) === 0) unnoticed.pop();
    if (missed <= MISSED_AT_MOST) return n;
  }
}

/** With k failures the guardrail halts at up to so many cars: each that does not fail lowers the evidence. */
function lastHaltWith(k: number, p0: number, enough: number): number {
  const halts = (n: number): boolean => n >= k && logFailureEvidence(n, k, p0) >= enough;
  if (!halts(k)) return 0;
  let [low, high] = [k, 2 * k + 1];
  while (halts(high)) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (halts(middle)) low = middle;
    else high = middle;
  }
  return low;
}
