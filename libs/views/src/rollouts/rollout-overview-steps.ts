import type { ReadPool } from '@tidings/postgres';
import { type Instant, instantOf, type RolloutId } from '@tidings/vocabulary';

/** A step that was taken, by whom and why. */
export interface RolloutStep {
  readonly kind: string;
  readonly revision: number;
  readonly at: Instant;
  readonly by: string;
  readonly reasons: readonly { readonly code: string; readonly wants: string; readonly has: string }[];
}

/** As many as fit on a page. */
const STEPS = 20;

/** The last steps, newest first. */
export async function rolloutSteps(pool: ReadPool, rolloutId: RolloutId): Promise<readonly RolloutStep[]> {
  const rows = await pool.rows<Omit<RolloutStep, 'at'> & { readonly at: Date }>(
    {
      name: 'rollout-steps',
      text: `SELECT kind, revision, decided_at AS at, decided_by AS by, reasons FROM rollout_step
              WHERE rollout_id = $1 ORDER BY id DESC LIMIT ${STEPS}`,
    },
    [rolloutId],
  );
  return rows.map((row) => ({ ...row, at: instantOf(row.at) }));
}
