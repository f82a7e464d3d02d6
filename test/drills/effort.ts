/** How much a drill does: so many runs, or what it gets done of them in so many seconds. */
export interface Effort {
  readonly runs: number;
  /** Absent: as long as it takes. */
  readonly seconds?: number;
}

/** Fewer say nothing, however little time there is. */
const FEWEST_RUNS = 200;

/** What came of each run; the first ones are the same however many are done. */
export function repeated<Result>({ runs, seconds = Number.POSITIVE_INFINITY }: Effort, run: () => Result): Result[] {
  const results: Result[] = [];
  const end = performance.now() + seconds * 1_000;
  while (results.length < runs && (results.length < FEWEST_RUNS || performance.now() < end)) results.push(run());
  return results;
}
