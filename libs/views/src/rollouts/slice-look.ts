import type { ReadPool } from '@tidings/postgres';
import {
  FEWEST_ANSWERS,
  type RolloutFacts,
  SLICE_LOOKS,
  type SliceCount,
  sliceHolds,
  type SliceLook,
  slicesOf,
  type VehicleFacts,
} from '@tidings/rollout-engine';
import { failedAs, hasVerdict } from './start-segments-sql.js';

// The first verdicts of so many vehicles, in the order in which they came, with the facts frozen when each was offered.
const TEXT = `
SELECT facts, failed_as IS NOT NULL AS fails
  FROM (SELECT DISTINCT ON (a.vehicle_id) a.facts, a.closed_at, a.id, ${failedAs('a')} AS failed_as
          FROM attempt a WHERE a.rollout_id = $1 AND a.fetched_at IS NOT NULL AND ${hasVerdict('a')}
         ORDER BY a.vehicle_id, a.number) f
 ORDER BY closed_at, id LIMIT $2`;

/** What the sub-cohort finder sees at its next look; undefined while it is not time. */
export async function sliceLook(
  pool: ReadPool,
  { rolloutId, holds }: Pick<RolloutFacts, 'rolloutId' | 'holds'>,
): Promise<SliceLook | undefined> {
  const row = await pool.one<{ readonly look: number; readonly answers: number }>(
    {
      name: 'slice-looks',
      text: `SELECT r.slice_looks AS look, t.outcomes AS answers FROM rollout r JOIN rollout_tally t ON t.rollout_id = r.id WHERE r.id = $1`,
    },
    [rolloutId],
  );
  if (!row) return undefined;
  const wanted = SLICE_LOOKS[row.look];
  if (wanted === undefined || row.answers < wanted) return undefined;
  const answers = await pool.rows<{ readonly facts: VehicleFacts; readonly fails: boolean }>(
    { name: 'slice-answers', text: TEXT },
    [rolloutId, wanted],
  );
  if (answers.length < wanted) return undefined;
  const free = answers.filter(({ facts }) => !holds.some((hold) => sliceHolds(hold, facts)));
  return {
    look: row.look,
    answers: free.length,
    failed: free.filter(({ fails }) => fails).length,
    slices: countsOf(free),
  };
}

/** Slices of fewer answers can accuse nobody, and would be thousands where cars report serial numbers. */
function countsOf(
  answers: readonly { readonly facts: VehicleFacts; readonly fails: boolean }[],
): readonly SliceCount[] {
  const counts = new Map<string, { attribute: string; value: string; answers: number; failed: number }>();
  for (const { facts, fails } of answers)
    for (const { attribute, value } of slicesOf(facts)) {
      const key = JSON.stringify([attribute, value]);
      const count = counts.get(key) ?? { attribute, value, answers: 0, failed: 0 };
      count.answers += 1;
      if (fails) count.failed += 1;
      counts.set(key, count);
    }
  return [...counts.entries()]
    .filter(([, count]) => count.answers >= FEWEST_ANSWERS)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, count]) => count);
}
