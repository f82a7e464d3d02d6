import type { ReadPool } from '@tidings/postgres';
import type { StepReason } from '@tidings/rollout-engine';
import { type Instant, instantOf, type RolloutId } from '@tidings/vocabulary';

/** What is written on a rollout itself, besides what the engine reads. */
export interface RolloutPaper {
  readonly releaseName: string;
  readonly approvedBy?: string;
  readonly stateAt: Instant;
  readonly stateBy: string;
  /** Vehicles of the cohort when it was approved, and exposed by each stage; 0 and none before that. */
  readonly cohortCount: number;
  readonly stageCounts: readonly number[];
  /** What the conductor found missing at its last look, and since when it asks a person. */
  readonly waitsFor: readonly StepReason[];
  readonly askedAt?: Instant;
  /** A version of the plan that waits for another person. */
  readonly proposedPlan?: number;
}

export async function rolloutPaper(pool: ReadPool, rolloutId: RolloutId): Promise<RolloutPaper> {
  type Row = Omit<RolloutPaper, 'approvedBy' | 'stateAt' | 'askedAt' | 'proposedPlan'> & {
    readonly approvedBy: string | null;
    readonly stateAt: Date;
    readonly askedAt: Date | null;
    readonly proposedPlan: number | null;
  };
  const row = await pool.one<Row>(
    {
      name: 'rollout-paper',
      text: `SELECT e.name AS "releaseName", r.approved_by AS "approvedBy", r.state_at AS "stateAt", r.state_by AS "stateBy",
                    r.cohort_count AS "cohortCount", r.stage_counts AS "stageCounts", r.waits_for AS "waitsFor", r.asked_at AS "askedAt",
                    (SELECT p.number FROM plan_version p WHERE p.rollout_id = r.id AND p.state = 'proposed') AS "proposedPlan"
               FROM rollout r JOIN release e ON e.id = r.release_id WHERE r.id = $1`,
    },
    [rolloutId],
  );
  const { approvedBy, stateAt, askedAt, proposedPlan, ...paper } = row!;
  return {
    ...paper,
    stateAt: instantOf(stateAt),
    ...(approvedBy !== null && { approvedBy }),
    ...(askedAt !== null && { askedAt: instantOf(askedAt) }),
    ...(proposedPlan !== null && { proposedPlan }),
  };
}
