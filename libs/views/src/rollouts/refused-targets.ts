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
                AND f.scan = (SELECT t.scan FROM target_register t WHERE t.rollout_id = $1 ORDER BY t.number DESC LIMIT 1)
              ORDER BY f.vehicle_id LIMIT $3`,
    },
    [rolloutId, after, limit + 1],
  );
  const items = rows.slice(0, limit);
  const next = rows.length > limit ? items.at(-1)?.vehicleId : undefined;
  return { items, ...(next !== undefined && { next }) };
}
