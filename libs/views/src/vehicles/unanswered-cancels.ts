import type { ReadPool } from '@tidings/postgres';
import { dateOf, type Instant, type VehicleId } from '@tidings/vocabulary';

/** Vehicles that were told to cancel before then and have not answered. */
export async function unansweredCancels(pool: ReadPool, before: Instant): Promise<readonly VehicleId[]> {
  const rows = await pool.rows<{ vehicleId: VehicleId }>(
    {
      name: 'unanswered-cancels',
      text: `SELECT vehicle_id AS "vehicleId" FROM attempt WHERE closed_at IS NULL AND cancel_told_at <= $1 LIMIT 1000`,
    },
    [dateOf(before)],
  );
  return rows.map(({ vehicleId }) => vehicleId);
}
