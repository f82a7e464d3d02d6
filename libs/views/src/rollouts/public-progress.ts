import type { ReadPool } from '@tidings/postgres';
import { type Cohort, limitsOf } from '@tidings/rollout-engine';
import { type Instant, instantOf, type ReleaseId, type RolloutId } from '@tidings/vocabulary';

/** How far one rollout is, as anybody may know it: counts, never vehicles. */
export interface PublicProgress {
  readonly rolloutId: RolloutId;
  readonly releaseId: ReleaseId;
  readonly state: 'approved' | 'running' | 'paused' | 'halted' | 'completed';
  readonly stateAt: Instant;
  /** The person who moved it there, to tell people from the conductor; not to be shown. */
  readonly stateBy: string;
  /** Why it was paused or halted. */
  readonly stateWhy: string | undefined;
  /** Absent: not limited to any. */
  readonly models: readonly string[] | undefined;
  readonly markets: readonly string[] | undefined;
  /** Vehicles of the cohort when a person approved it. */
  readonly planned: number;
  /** Stage by stage: its share of the cohort in basis points, and how many vehicles that was when a person approved it. */
  readonly stages: readonly { readonly share: number; readonly vehicles: number }[];
  /** The open stage, 0-based; absent until started. */
  readonly stageIndex: number | undefined;
  /** Vehicles that were offered it, those that have it, and those whose last try failed by no wish of a person. */
  readonly offered: number;
  readonly done: number;
  readonly failed: number;
}

// What owners end or we stop did not fail, nor did what waits for a car to be parked (as failuresOf in the engine).
const FAILED = `
a.state IN ('failed', 'contradicted') AND coalesce(a.failure, '') NOT IN ('precondition-not-met', 'ended-by-owner', 'stopped-by-us')
AND NOT EXISTS (SELECT FROM attempt later WHERE later.vehicle_id = a.vehicle_id AND later.rollout_id = a.rollout_id
                                            AND later.number > a.number)`;

// To whoever looks from outside, a running rollout under an order to stop all is paused by it.
const underStopAll = (own: string, orders: string): string =>
  `CASE WHEN s.at IS NOT NULL AND r.state = 'running' THEN ${orders} ELSE ${own} END`;

// Both counts walk attempt_by_rollout; callers keep the answer for a while and say how old it is.
const PROGRESS = {
  name: 'public-progress',
  text: `
SELECT r.id AS "rolloutId", r.release_id AS "releaseId", ${underStopAll('r.state', "'paused'")} AS state,
       ${underStopAll('r.state_at', 's.at')} AS "stateAt", ${underStopAll('r.state_by', 's.who')} AS "stateBy",
       ${underStopAll('r.state_why', 's.why')} AS "stateWhy", r.cohort, r.cohort_count AS planned,
       (SELECT jsonb_agg(stage->'share' ORDER BY place) FROM jsonb_array_elements(r.plan->'stages')
          WITH ORDINALITY AS stages (stage, place)) AS shares,
       r.stage_counts AS "stageCounts", r.stage_index AS "stageIndex", t.offered,
       (SELECT count(DISTINCT a.vehicle_id)::int FROM attempt a WHERE a.rollout_id = r.id AND a.state IN ('installed', 'healthy')) AS done,
       (SELECT count(*)::int FROM attempt a WHERE a.rollout_id = r.id AND ${FAILED}) AS failed
  FROM rollout r JOIN rollout_tally t ON t.rollout_id = r.id
  LEFT JOIN (SELECT who, why, at FROM stop_all WHERE lifted_at IS NULL ORDER BY at, id LIMIT 1) s ON true
 WHERE r.release_id = ANY($1) AND r.state <> 'draft'
 ORDER BY r.created_at DESC, r.id`,
};

interface Row extends Omit<PublicProgress, 'stateAt' | 'stateWhy' | 'models' | 'markets' | 'stages' | 'stageIndex'> {
  readonly stateAt: Date;
  readonly stateWhy: string | null;
  readonly cohort: Cohort;
  readonly shares: readonly number[] | null;
  readonly stageCounts: readonly number[];
  readonly stageIndex: number | null;
}

/** The rollouts of these releases that a person has approved, the newest first. */
export async function publicProgress(
  pool: ReadPool,
  releaseIds: readonly ReleaseId[],
): Promise<readonly PublicProgress[]> {
  if (releaseIds.length === 0) return [];
  const rows = await pool.rows<Row>(PROGRESS, [releaseIds]);
  return rows.map(({ shares, stageCounts, cohort, ...row }) => ({
    ...row,
    stateAt: instantOf(row.stateAt),
    stateWhy: row.stateWhy ?? undefined,
    models: limitsOf(cohort).models,
    markets: limitsOf(cohort).markets,
    stages: (shares ?? []).map((share, index) => ({ share, vehicles: stageCounts[index] ?? 0 })),
    stageIndex: row.stageIndex ?? undefined,
  }));
}
