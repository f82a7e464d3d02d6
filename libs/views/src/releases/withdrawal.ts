import type { ReadPool } from '@tidings/postgres';
import type { ReleaseId, RolloutId } from '@tidings/vocabulary';

/** What withdrawing a release stops: told before it is done. */
export interface Withdrawal {
  readonly rollouts: readonly StoppedByWithdrawal[];
  /** Drafts and approved ones, which will never start. */
  readonly neverStart: readonly string[];
  /** Vehicles that have it installed. They keep it: calling them back is a recall. */
  readonly installed: number;
}

/** The open attempts of one rollout, by how each would be ended (rollouts.md, "Stopping"). */
interface StoppedByWithdrawal {
  readonly rolloutId: RolloutId;
  readonly name: string;
  readonly state: string;
  readonly linkGoes: number;
  readonly cancelled: number;
  readonly pastStopping: number;
  /** The first 200. */
  readonly pastStoppingVehicles: readonly string[];
}

const ENDING = `r.release_id = $1 AND (r.state IN ('running', 'paused') OR (r.state = 'completed' AND t.open > 0))`;

export async function rolloutsToHalt(pool: ReadPool, releaseId: ReleaseId): Promise<readonly RolloutId[]> {
  const rows = await pool.rows<{ id: RolloutId }>(
    {
      name: 'rollouts-to-halt',
      text: `SELECT r.id FROM rollout r JOIN rollout_tally t ON t.rollout_id = r.id WHERE ${ENDING} ORDER BY r.id`,
    },
    [releaseId],
  );
  return rows.map(({ id }) => id);
}

// The manner of each open attempt as stopMannerOf in the engine decides it at the vehicle's next contact.
const TEXT = `
SELECT r.id AS "rolloutId", r.name, r.state,
       count(a.id) FILTER (WHERE a.delivered_at IS NULL AND a.state = 'offered' AND a.cancel_told_at IS NULL)::int AS "linkGoes",
       count(a.id) FILTER (WHERE a.delivered_at IS NULL AND (a.state <> 'offered' OR a.cancel_told_at IS NOT NULL))::int
         AS cancelled,
       count(a.id) FILTER (WHERE a.delivered_at IS NOT NULL)::int AS "pastStopping",
       coalesce((array_agg(v.controller_id ORDER BY v.controller_id) FILTER (WHERE a.delivered_at IS NOT NULL))[1:200], '{}')
         AS "pastStoppingVehicles"
  FROM rollout r JOIN rollout_tally t ON t.rollout_id = r.id
  LEFT JOIN attempt a ON a.rollout_id = r.id AND a.closed_at IS NULL LEFT JOIN vehicle v ON v.id = a.vehicle_id
 WHERE ${ENDING} GROUP BY r.id, r.name, r.state, r.created_at ORDER BY r.created_at`;

export async function withdrawalOf(pool: ReadPool, releaseId: ReleaseId): Promise<Withdrawal> {
  const [rollouts, waiting, installed] = await Promise.all([
    pool.rows<StoppedByWithdrawal>({ name: 'withdrawal', text: TEXT }, [releaseId]),
    pool.rows<{ name: string }>(
      {
        name: 'withdrawal-never-start',
        text: `SELECT name FROM rollout WHERE release_id = $1 AND state IN ('draft', 'approved') ORDER BY created_at`,
      },
      [releaseId],
    ),
    pool.one<{ count: number }>(
      {
        name: 'withdrawal-installed',
        text: `SELECT count(DISTINCT vehicle_id)::int AS count FROM attempt WHERE release_id = $1 AND state = 'installed'`,
      },
      [releaseId],
    ),
  ]);
  return { rollouts, neverStart: waiting.map(({ name }) => name), installed: installed?.count ?? 0 };
}
