import { dateOf, type Instant, type VehicleId } from '@tidings/vocabulary';
import type { EntityManager } from 'typeorm';

/** Who is in which ring, and was. */
export class RingStore {
  constructor(
    private readonly rows: EntityManager,
    private readonly now: Instant,
  ) {}

  /** How many were not in it before. */
  join(ring: string, vehicleIds: readonly VehicleId[], by: string): Promise<number> {
    return this.write(
      `INSERT INTO ring_membership (ring, vehicle_id, joined_at, joined_by)
       SELECT $1, id, $3, $4 FROM unnest($2::text[]) AS id ORDER BY id
       ON CONFLICT (vehicle_id, ring) WHERE left_at IS NULL DO NOTHING RETURNING vehicle_id`,
      [ring, vehicleIds, dateOf(this.now), by],
    );
  }

  /** How many were in it before. */
  leave(ring: string, vehicleIds: readonly VehicleId[], by: string): Promise<number> {
    return this.write(
      `UPDATE ring_membership SET left_at = $3, left_by = $4
        WHERE ring = $1 AND vehicle_id = ANY($2::text[]) AND left_at IS NULL RETURNING vehicle_id`,
      [ring, vehicleIds, dateOf(this.now), by],
    );
  }

  /** Their rows are marked as changed: a gateway that is sure of nothing new for them asks again. */
  private async write(change: string, values: readonly unknown[]): Promise<number> {
    const [row] = await this.rows.query<readonly { count: number }[]>(
      `WITH moved AS (${change}),
            marked AS (UPDATE vehicle v SET changed_in = v.changed_in FROM moved m WHERE v.id = m.vehicle_id)
       SELECT count(*)::int AS count FROM moved`,
      [...values],
    );
    return row!.count;
  }
}
