import type { ReadPool } from '@tidings/postgres';
import { dateOf, type Instant, type VehicleId } from '@tidings/vocabulary';

/** Vehicles that were found silent and have been in contact since. */
export async function heardAgain(pool: ReadPool, now: Instant): Promise<readonly VehicleId[]> {
  const rows = await pool.rows<{ readonly vehicleId: VehicleId }>(
    {
      name: 'heard-again',
      text: `SELECT a.vehicle_id AS "vehicleId" FROM attempt a JOIN vehicle_contact c ON c.vehicle_id = a.vehicle_id
                JOIN rollout r ON r.id = a.rollout_id
              WHERE a.closed_at IS NULL AND a.state = 'silent'
                AND c.last_seen_at > $1::timestamptz - (r.plan->>'silentAfter')::bigint * interval '1 ms' LIMIT 1000`,
    },
    [dateOf(now)],
  );
  return rows.map(({ vehicleId }) => vehicleId);
}
