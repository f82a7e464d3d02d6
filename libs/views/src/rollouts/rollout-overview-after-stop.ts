import type { ReadPool } from '@tidings/postgres';
import { dateOf, type Instant, type RolloutId } from '@tidings/vocabulary';

/** What a stop has reached so far (rollouts.md, "Stopping"). Every attempt that was open at the stop is in exactly one place. */
export interface AfterStop {
  /** Told to cancel, and no answer yet. */
  readonly told: number;
  /** Acknowledged the cancel, or was told before it had begun. */
  readonly acknowledged: number;
  /** Closed by us after our cancel stayed unanswered. */
  readonly unanswered: number;
  /** Has everything and was not told: it may install. */
  readonly pastStopping: number;
  /** The names of those, the first 200. */
  readonly pastStoppingVehicles: readonly string[];
  readonly notHeardFrom: number;
  /** Ended by itself after the stop, with whatever outcome. */
  readonly endedMeanwhile: number;
}

// Order matters: the first line that fits says where the attempt is.
const TEXT = `
SELECT CASE
         WHEN a.closed_at IS NOT NULL AND (a.state = 'cancelled' OR a.cause IN ('never-begun', 'acknowledged')) THEN 'acknowledged'
         WHEN a.closed_at IS NOT NULL AND (a.state = 'withdrawn' OR a.cause = 'cancel-unanswered') THEN 'unanswered'
         WHEN a.closed_at IS NOT NULL THEN 'endedMeanwhile'
         WHEN a.delivered_at IS NOT NULL THEN 'pastStopping'
         WHEN a.cancel_told_at IS NOT NULL THEN 'told'
         ELSE 'notHeardFrom'
       END AS place, count(*)::int AS count,
       (array_agg(v.controller_id ORDER BY v.controller_id) FILTER (WHERE a.closed_at IS NULL AND a.delivered_at IS NOT NULL))[1:200]
         AS names
  FROM rollout r JOIN attempt a ON a.rollout_id = r.id JOIN vehicle v ON v.id = a.vehicle_id
 WHERE r.id = $1 AND (a.closed_at IS NULL OR a.closed_at >= coalesce($2::timestamptz, r.state_at))
 GROUP BY place`;

type Place = Exclude<keyof AfterStop, 'pastStoppingVehicles'>;

/** `since`: of an order to stop all, for a rollout that runs under it; absent: since the rollout was stopped itself. */
export async function afterStop(pool: ReadPool, rolloutId: RolloutId, since?: Instant): Promise<AfterStop> {
  const rows = await pool.rows<{ place: Place; count: number; names: string[] | null }>(
    { name: 'after-stop', text: TEXT },
    [rolloutId, since === undefined ? null : dateOf(since)],
  );
  const at = (place: Place): number => rows.find((row) => row.place === place)?.count ?? 0;
  return {
    told: at('told'),
    acknowledged: at('acknowledged'),
    unanswered: at('unanswered'),
    pastStopping: at('pastStopping'),
    pastStoppingVehicles: rows.find(({ place }) => place === 'pastStopping')?.names ?? [],
    notHeardFrom: at('notHeardFrom'),
    endedMeanwhile: at('endedMeanwhile'),
  };
}
