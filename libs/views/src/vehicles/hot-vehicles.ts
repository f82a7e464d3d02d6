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

/** A transaction number below which everything is committed or gone; in the middle of a large change with the last vehicle read: '4711:veh_9'. */
export type Watermark = string;

/** Some 3 MB: an import changes a million vehicles, and a gateway goes on answering while it reads them. */
const PAGE = 20_000;

const COLUMNS = `v.id, v.controller_id AS "controllerId", v.token_digest AS "tokenDigest", v.standing = 'active' AS "isActive"`;
const SAFE = `pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;

/** The mark to read changes from, taken before a full read. */
export async function watermark(pool: ReadPool): Promise<Watermark> {
  const [row] = await pool.rows<{ mark: string }>({ name: 'watermark', text: `SELECT ${SAFE}::text AS mark` }, []);
  return row!.mark;
}

/**
 * Vehicles changed since the mark, a page of them, and the mark to go on from. A transaction that was still running is never
 * skipped: its number is not below the snapshot's xmin, so the next read, from that xmin, finds it.
 */
export async function changedVehicles(
  pool: ReadPool,
  since: Watermark,
  most = PAGE,
): Promise<{ readonly vehicles: readonly HotVehicle[]; readonly next: Watermark; readonly isAll: boolean }> {
  const [from, last = ''] = since.split(':');
  const rows = await pool.rows<HotVehicle & { readonly mark: string; readonly changedIn: string }>(
    {
      name: 'changed-vehicles',
      text: `WITH m AS MATERIALIZED (SELECT ${SAFE} AS mark)
             SELECT c.*, m.mark::text AS mark
               FROM m LEFT JOIN LATERAL (
                 SELECT ${COLUMNS}, v.changed_in::text AS "changedIn" FROM vehicle v
                  WHERE v.changed_in >= $1::bigint AND v.changed_in < m.mark AND (v.changed_in > $1::bigint OR v.id > $2)
                  ORDER BY v.changed_in, v.id LIMIT $3) c ON true`,
    },
    [from, last, most],
  );
  const vehicles = rows.filter((row) => (row.id as string | null) !== null);
  const end = vehicles.at(-1);
  return end && vehicles.length === most
    ? { vehicles, next: `${end.changedIn}:${end.id}`, isAll: false }
    : { vehicles, next: rows[0]!.mark, isAll: true };
}

/** All vehicles, a page at a time, by id. */
export async function* allVehicles(pool: ReadPool): AsyncGenerator<readonly HotVehicle[]> {
  for (let last = ''; ;) {
    const page = await pool.rows<HotVehicle>(
      { name: 'all-vehicles', text: `SELECT ${COLUMNS} FROM vehicle v WHERE v.id > $1 ORDER BY v.id LIMIT ${PAGE}` },
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
