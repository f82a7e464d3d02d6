import type { FiledList } from '@tidings/rollout-engine';
import { dateOf, type IdSource, type Instant, sha256Of, type VehicleId, type VehicleListId } from '@tidings/vocabulary';
import type { EntityManager } from 'typeorm';
import { VehicleListRow } from '../rows/vehicle-list-row.js';

/** Lists of vehicles on file. */
export class VehicleListStore {
  constructor(
    private readonly rows: EntityManager,
    private readonly ids: IdSource,
    private readonly now: Instant,
  ) {}

  /** The same vehicles, in whatever order and however often they are named, are one list and filed once. */
  async file(vehicleIds: readonly VehicleId[], filedBy: string): Promise<FiledList> {
    const members = [...new Set(vehicleIds)].sort();
    const digest = sha256Of(members.join('\n'));
    const vehicles = members.length;
    const id = this.ids.next('lst');
    const written = await this.rows.query<readonly unknown[]>(
      `INSERT INTO vehicle_list (id, digest, vehicles, filed_by, filed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (digest) DO NOTHING RETURNING id`,
      [id, digest, vehicles, filedBy, dateOf(this.now)],
    );
    if (written.length === 0) {
      const known = await this.rows.findOneByOrFail(VehicleListRow, { digest });
      return { listId: known.id as VehicleListId, vehicles };
    }
    await this.rows.query('INSERT INTO vehicle_list_member (vehicle_id, list_id) SELECT unnest($1::text[]), $2', [
      members,
      id,
    ]);
    return { listId: id, vehicles };
  }
}
