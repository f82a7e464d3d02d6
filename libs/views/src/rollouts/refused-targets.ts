import type { ReadPool } from '@tidings/postgres';
import type { RegisterLine } from '@tidings/rollout-engine';
import type { RolloutId, VehicleId } from '@tidings/vocabulary';
import type { Page, PageOf } from '../page.js';

/** A vehicle that the newest target register of a rollout refuses, with the facts compared then. */
export interface RefusedTarget {
  readonly vehicleId: VehicleId;
  readonly controllerId: string;
  readonly refusals: RegisterLine['refusals'];
}

const NEWEST_SCAN = `(SELECT t.scan FROM target_register t WHERE t.rollout_id = $1 ORDER BY t.number DESC LIMIT 1)`;

/** By vehicle id. */
export async function refusedTargets(
  pool: ReadPool,
  rolloutId: RolloutId,
  { limit, after = '' }: PageOf,
): Promise<Page<RefusedTarget>> {
  const rows = await pool.rows<RefusedTarget>(
    {
      name: 'refused-targets',
      text: `SELECT f.vehicle_id AS "vehicleId", v.controller_id AS "controllerId", f.refusals
               FROM register_refusal f JOIN vehicle v ON v.id = f.vehicle_id
              WHERE f.rollout_id = $1 AND f.vehicle_id > $2
                AND f.scan = ${NEWEST_SCAN}
              ORDER BY f.vehicle_id LIMIT $3`,
    },
    [rolloutId, after, limit + 1],
  );
  const items = rows.slice(0, limit);
  const next = rows.length > limit ? items.at(-1)?.vehicleId : undefined;
  return { items, ...(next !== undefined && { next }) };
}

/** Vehicles of the newest register that run what the release does not start from, by what they run and which steps there are; most first. */
export interface NotReached {
  /** 'runs 6.0; no running rollout brings a step' */
  readonly has: string;
  readonly vehicles: number;
}

export const notReached = (pool: ReadPool, rolloutId: RolloutId): Promise<readonly NotReached[]> =>
  pool.rows<NotReached>(
    {
      name: 'not-reached',
      text: `SELECT r->>'has' AS has, count(*)::int AS vehicles
               FROM register_refusal f CROSS JOIN jsonb_array_elements(f.refusals) r
              WHERE f.rollout_id = $1 AND f.scan = ${NEWEST_SCAN} AND r->>'rule' = 'reachable'
              GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
    },
    [rolloutId],
  );
