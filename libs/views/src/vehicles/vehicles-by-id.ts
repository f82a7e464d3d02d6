import type { ReadPool } from '@tidings/postgres';
import type { VehicleFacts } from '@tidings/rollout-engine';
import { OWNER_COLUMNS, type OwnerColumns, ownerFactsOf } from './owner-facts.js';
import { REGISTER_COLUMN, type RegisterColumn, registerFactsOf } from './register-refusals.js';
import { VEHICLE_COLUMNS, type VehicleColumns, vehicleOf } from './vehicle-of.js';

/** What the gates know of these vehicles; those that do not exist are missing. */
export async function vehiclesById(pool: ReadPool, ids: readonly string[]): Promise<ReadonlyMap<string, VehicleFacts>> {
  const rows = await pool.rows<VehicleColumns>(
    { text: `SELECT ${VEHICLE_COLUMNS} FROM vehicle v WHERE v.id = ANY($1::text[])` },
    [ids],
  );
  return new Map(rows.map((row) => [row.id, vehicleOf(row)]));
}

/** Vehicles $1 with what people have said about them: everything that opening gates compare. For a transaction that reads one snapshot. */
export const WHOLE_VEHICLES_SQL = `SELECT ${VEHICLE_COLUMNS}, ${OWNER_COLUMNS}, ${REGISTER_COLUMN} FROM vehicle v WHERE v.id = ANY($1::text[])`;

export const wholeVehicleOf = (row: VehicleColumns & OwnerColumns & RegisterColumn): VehicleFacts => ({
  ...vehicleOf(row),
  ...ownerFactsOf(row),
  ...registerFactsOf(row),
});
