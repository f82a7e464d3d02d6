import { FAILURE_ALPHA, LATEST_FAILURES, restartedEvidence, type StartSegment } from '@tidings/rollout-engine';

/** A simulated car: what it will come to is drawn when it is made, and known to nobody before `verdictAt`. Times in hours. */
export interface Car {
  readonly startedAt: number;
  readonly verdictAt: number;
  readonly fails: boolean;
  readonly stage: number;
  readonly market: string;
}

/** The halt of a rollout: how many failures had been reported, out of how many started cars. */
export interface Halt {
  readonly failures: number;
  readonly started: number;
}

/**
 * Looks at the failure guardrail after every report until it halts; undefined when it never does. Only failures can make it halt
 * (restartedEvidence), so it is computed after each of them; guardrails.spec holds this against brute force.
 */
export function haltOf(cars: readonly Car[], tolerated: number): Halt | undefined {
  const inOrder = cars.toSorted((a, b) => a.startedAt - b.startedAt);
  const firsts = beginnings(inOrder);
  const failing = [...inOrder.entries()].filter(([, { fails }]) => fails);
  const reports = failing.toSorted(([, a], [, b]) => a.verdictAt - b.verdictAt);
  const failedAt: number[] = [];
  for (const [place, { verdictAt }] of reports) {
    failedAt.splice(failedAt.findLastIndex((earlier) => earlier < place) + 1, 0, place);
    const started = countUpTo(inOrder, verdictAt);
    const { log } = restartedEvidence(segmentsAt(firsts, started, failedAt), tolerated, {
      failedAt: failedAt.slice(-LATEST_FAILURES),
    });
    if (log >= -Math.log(FAILURE_ALPHA)) return { failures: failedAt.length, started };
  }
  return undefined;
}

/** Places at which a segment begins, as startSegments has it: the first car, the first of a stage or market, and every 250. */
function beginnings(inOrder: readonly Car[]): readonly number[] {
  const markets = new Set<string>();
  const firsts: number[] = [];
  let highest = -1;
  for (let place = 0; place < inOrder.length; place++) {
    const { stage, market } = inOrder[place]!;
    if (place % 250 === 0 || stage > highest || !markets.has(market)) firsts.push(place);
    highest = Math.max(highest, stage);
    markets.add(market);
  }
  return firsts;
}

function segmentsAt(firsts: readonly number[], started: number, failedAt: readonly number[]): readonly StartSegment[] {
  const begun = firsts.filter((first) => first < started);
  const failed = begun.map(() => 0);
  for (const place of failedAt) failed[begun.findLastIndex((first) => first <= place)]! += 1;
  return begun.map((first, j) => ({ started: (begun[j + 1] ?? started) - first, failed: failed[j]! }));
}

/** How many have started at that time; `inOrder` by start. */
function countUpTo(inOrder: readonly Car[], time: number): number {
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inOrder[middle]!.startedAt <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
