import type { ReadPool } from '@tidings/postgres';
import { type Instant, instantOf } from '@tidings/vocabulary';

/** A ring, and how many are in it now. */
export interface Ring {
  readonly name: string;
  readonly description: string;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly vehicles: number;
}

/** A vehicle in a ring now. */
export interface RingMember {
  readonly controllerId: string;
  readonly joinedAt: Instant;
  readonly joinedBy: string;
}

export async function rings(pool: ReadPool): Promise<readonly Ring[]> {
  const rows = await pool.rows<Omit<Ring, 'createdAt'> & { readonly createdAt: Date }>(
    {
      name: 'rings',
      text: `SELECT r.name, r.description, r.created_by AS "createdBy", r.created_at AS "createdAt",
                    (SELECT count(*)::int FROM ring_membership m WHERE m.ring = r.name AND m.left_at IS NULL) AS vehicles
               FROM ring r ORDER BY r.name`,
    },
    [],
  );
  return rows.map((row) => ({ ...row, createdAt: instantOf(row.createdAt) }));
}

export async function ringExists(pool: ReadPool, name: string): Promise<boolean> {
  return (await pool.one({ name: 'ring', text: 'SELECT FROM ring WHERE name = $1' }, [name])) !== undefined;
}

/** By name, after a name. */
export async function ringMembers(
  pool: ReadPool,
  ring: string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<readonly RingMember[]> {
  const rows = await pool.rows<Omit<RingMember, 'joinedAt'> & { readonly joinedAt: Date }>(
    {
      name: 'ring-members',
      text: `SELECT v.controller_id AS "controllerId", m.joined_at AS "joinedAt", m.joined_by AS "joinedBy"
               FROM ring_membership m JOIN vehicle v ON v.id = m.vehicle_id
              WHERE m.ring = $1 AND m.left_at IS NULL AND v.controller_id > $2 ORDER BY v.controller_id LIMIT $3`,
    },
    [ring, after ?? '', limit],
  );
  return rows.map((row) => ({ ...row, joinedAt: instantOf(row.joinedAt) }));
}
