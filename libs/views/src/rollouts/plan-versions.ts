import type { ReadPool } from '@tidings/postgres';
import type { Plan, PlanChange } from '@tidings/rollout-engine';
import { type Instant, instantOf, type RolloutId } from '@tidings/vocabulary';

/** A version of a rollout's plan, what it changes, and what became of it. */
export interface PlanVersionOverview {
  readonly number: number;
  readonly plan: Plan;
  readonly changes: readonly PlanChange[];
  readonly why: string;
  readonly state: 'proposed' | 'in-force' | 'replaced' | 'withdrawn';
  readonly author: string;
  readonly proposedAt: Instant;
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
}

/** Every version, newest first. */
export async function planVersions(pool: ReadPool, rolloutId: RolloutId): Promise<readonly PlanVersionOverview[]> {
  type Row = Omit<PlanVersionOverview, 'proposedAt' | 'decidedBy' | 'decidedAt'> & {
    readonly proposedAt: Date;
    readonly decidedBy: string | null;
    readonly decidedAt: Date | null;
  };
  const rows = await pool.rows<Row>(
    {
      name: 'plan-versions',
      text: `SELECT number, plan, changes, why, state, author, proposed_at AS "proposedAt", decided_by AS "decidedBy",
                    decided_at AS "decidedAt"
               FROM plan_version WHERE rollout_id = $1 ORDER BY number DESC`,
    },
    [rolloutId],
  );
  return rows.map(({ decidedBy, decidedAt, proposedAt, ...row }) => ({
    ...row,
    proposedAt: instantOf(proposedAt),
    ...(decidedBy !== null && { decidedBy }),
    ...(decidedAt !== null && { decidedAt: instantOf(decidedAt) }),
  }));
}
