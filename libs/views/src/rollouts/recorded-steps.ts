import type { ReadPool } from '@tidings/postgres';
import type { RecordedStep } from '@tidings/rollout-engine';
import { type Instant, instantOf, type RolloutId } from '@tidings/vocabulary';

/** A step as it is on record. */
export interface StepOnRecord extends RecordedStep {
  /** Of the rollout, after the step; one step a revision. */
  readonly revision: number;
  readonly at: Instant;
  readonly by: string;
  /** All that was looked at (LookedAt); nothing for what a person simply did. As the record has it, so of any shape. */
  readonly lookedAt: unknown;
}

/** So many steps behind a revision, oldest first. */
export async function recordedSteps(
  pool: ReadPool,
  rolloutId: RolloutId,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly StepOnRecord[]> {
  const rows = await pool.rows<Omit<StepOnRecord, 'at'> & { readonly at: Date }>(
    {
      name: 'recorded-steps',
      text: `SELECT revision, kind, decided_at AS at, decided_by AS by, reasons, evidence AS "lookedAt" FROM rollout_step
              WHERE rollout_id = $1 AND revision > $2 ORDER BY revision LIMIT $3`,
    },
    [rolloutId, after, limit],
  );
  return rows.map((row) => ({ ...row, at: instantOf(row.at) }));
}
