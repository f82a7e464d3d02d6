import type { ReadPool } from '@tidings/postgres';
import type { VehicleId } from '@tidings/vocabulary';

/** What a gateway keeps of a vehicle in memory. */
export interface HotVehicle {
  readonly id: VehicleId;
  readonly controllerId: string;
  /** SHA-256 of the target token, hex. */
  readonly tokenDigest: string;
  readonly isActive: boolean;
}

/** A transaction number below which everything is committed or gone. */
export type Watermark = string;

const COLUMNS = `v.id, v.controller_id AS "controllerId", v.token_digest AS "tokenDigest", v.standing = 'active' AS "isActive"`;
const SAFE = `pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;

/** The mark to read changes from, taken before a full read. */
export async function watermark(pool: ReadPool): Promise<Watermark> {
  const [row] = await pool.rows<{ mark: string }>({ name: 'watermark', text: `SELECT ${SAFE}::text AS mark` }, []);
  return row!.mark;
}

/**
 * Vehicles changed since the mark, and the next mark. A transaction that was still running is never skipped: its number is
 * not below the snapshot's xmin, so the next read, from that xmin, finds it.
 */
export async function changedVehicles(
  pool: ReadPool,
  since: Watermark,
): Promise<{ readonly vehicles: readonly HotVehicle[]; readonly next: Watermark }> {
  const rows = await pool.rows<HotVehicle & { mark: string }>(
    {
      name: 'changed-vehicles',
      text: `WITH m AS MATERIALIZED (SELECT ${SAFE} AS mark)
             SELECT ${COLUMNS}, m.mark::text AS mark
               FROM m LEFT JOIN vehicle v ON v.changed_in >= $1::bigint AND v.changed_in < m.mark`,
    },
    [since],
  );
  return { vehicles: rows.filter((row) => (row.id as string | null) !== null), next: rows[0]!.mark };
}

/** All vehicles, a page at a time, by id. */
export async function* allVehicles(pool: ReadPool): AsyncGenerator<readonly HotVehicle[]> {
  for (let last = ''; ;) {
    const page = await pool.rows<HotVehicle>(
      { name: 'all-vehicles', text: `SELECT ${COLUMNS} FROM vehicle v WHERE v.id > $1 ORDER BY v.id LIMIT 20000` },
      [last],
    );
    if (page.length === 0) return;
    yield page;
    last = page.at(-1)!.id;
  }
}

/** One vehicle by the name it uses at the door. */
export async function vehicleAtTheDoor(pool: ReadPool, controllerId: string): Promise<HotVehicle | undefined> {
  const [row] = await pool.rows<HotVehicle>(
    { name: 'vehicle-at-the-door', text: `SELECT ${COLUMNS} FROM vehicle v WHERE v.controller_id = $1` },
    [controllerId],
  );
  return row;
}
