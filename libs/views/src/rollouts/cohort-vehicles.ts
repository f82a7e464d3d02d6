import type { ReadPool } from '@tidings/postgres';
import type { Cohort, VehicleFacts } from '@tidings/rollout-engine';
import { VEHICLE_COLUMNS, type VehicleColumns, vehicleOf } from '../vehicles/vehicle-of.js';
import { cohortSql } from './cohort-sql.js';

/** Few enough that a page is a moment of a connection and some megabytes, whatever the size of the cohort. */
const AT_ONCE = 2_000;

/** The active vehicles of a cohort with all that is known of them, by id, a page at a time. Not one snapshot: each page is as of its reading. */
export async function* cohortVehicles(pool: ReadPool, cohort: Cohort): AsyncGenerator<readonly VehicleFacts[]> {
  const { where, values } = cohortSql(cohort, 2);
  const text = `SELECT ${VEHICLE_COLUMNS} FROM vehicle v
     WHERE v.id > $1 AND v.standing = 'active' AND ${where} ORDER BY v.id LIMIT ${AT_ONCE}`;
  for (let last = ''; ;) {
    const page = await pool.rows<VehicleColumns>({ text }, [last, ...values]);
    if (page.length > 0) yield page.map(vehicleOf);
    if (page.length < AT_ONCE) return;
    last = page.at(-1)!.id;
  }
}
