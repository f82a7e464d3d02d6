import { FAILURE_ALPHA, LATEST_FAILURES, restartedEvidence } from '@tidings/rollout-engine';
import type { Car, Halt } from './guardrail-runs.js';

/** What haltOf says, by brute force: everything is counted anew at every start and every report, good ones too. */
export function haltByEveryReport(cars: readonly Car[], tolerated: number): Halt | undefined {
  const inOrder = cars.toSorted((a, b) => a.startedAt - b.startedAt);
  const looks = cars.flatMap(({ startedAt, verdictAt }) => [startedAt, verdictAt]).toSorted((a, b) => a - b);
  for (const now of looks) {
    const begun = inOrder.filter(({ startedAt }) => startedAt <= now);
    const { segments, failedAt } = countedAt(begun, now);
    const { log } = restartedEvidence(segments, tolerated, { failedAt: failedAt.slice(-LATEST_FAILURES) });
    if (log >= -Math.log(FAILURE_ALPHA)) return { failures: failedAt.length, started: begun.length };
  }
  return undefined;
}

/** A segment begins with the first car, the first of a stage or market, and every 250. */
function countedAt(begun: readonly Car[], now: number) {
  const segments: { started: number; failed: number }[] = [];
  const failedAt: number[] = [];
  const markets = new Set<string>();
  let highest = -1;
  for (const [place, { stage, market, fails, verdictAt }] of begun.entries()) {
    if (place % 250 === 0 || stage > highest || !markets.has(market)) segments.push({ started: 0, failed: 0 });
    highest = Math.max(highest, stage);
    markets.add(market);
    const segment = segments.at(-1)!;
    segment.started += 1;
    if (!fails || verdictAt > now) continue;
    segment.failed += 1;
    failedAt.push(place);
  }
  return { segments, failedAt };
}
