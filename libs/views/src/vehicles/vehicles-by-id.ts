import type { ReadPool } from '@tidings/postgres';
import type { VehicleFacts } from '@tidings/rollout-engine';
import { VEHICLE_COLUMNS, type VehicleColumns, vehicleOf } from './vehicle-of.js';

/** What the gates know of these vehicles; those that do not exist are missing. */
export async function vehiclesById(pool: ReadPool, ids: readonly string[]): Promise<ReadonlyMap<string, VehicleFacts>> {
  const rows = await pool.rows<VehicleColumns>(
    { text: `SELECT ${VEHICLE_COLUMNS} FROM vehicle v WHERE v.id = ANY($1::text[])` },
    [ids],
  );
  return new Map(rows.map((row) => [row.id, vehicleOf(row)]));
}
