import type { ReadPool } from '@tidings/postgres';
import type { VehicleId } from '@tidings/vocabulary';

export interface ListedVehicles {
  readonly vehicleIds: readonly VehicleId[];
  /** Names nobody is registered under. */
  readonly unknown: readonly string[];
}

/** A list of names as people write it, as ids. */
export async function listedVehicles(pool: ReadPool, controllerIds: readonly string[]): Promise<ListedVehicles> {
  const rows = await pool.rows<{ id: VehicleId; controllerId: string }>(
    {
      name: 'listed-vehicles',
      text: `SELECT v.id, v.controller_id AS "controllerId" FROM vehicle v WHERE v.controller_id = ANY($1::text[]) ORDER BY v.id`,
    },
    [controllerIds],
  );
  const known = new Set(rows.map(({ controllerId }) => controllerId));
  return { vehicleIds: rows.map(({ id }) => id), unknown: controllerIds.filter((name) => !known.has(name)) };
}
