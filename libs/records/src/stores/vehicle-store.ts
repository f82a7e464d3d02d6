import { type AttemptId, dateOf, type Instant, versionKey, type VehicleId } from '@tidings/vocabulary';
import type { EntityManager } from 'typeorm';
import { type ToldBy, VehicleRow } from '../rows/vehicle-row.js';

interface Telling {
  readonly toldBy: ToldBy;
  /** The attempt whose verdict it is. */
  readonly attemptId?: AttemptId;
  readonly wantsAttributes: boolean;
}

/** The facts of vehicles. */
export class VehicleStore {
  constructor(
    private readonly rows: EntityManager,
    private readonly now: Instant,
  ) {}

  /** What its main ECU runs is certain from now on; ask for its attributes to hear it from the car as well. */
  async runs(vehicleId: VehicleId, version: string, { toldBy, attemptId, wantsAttributes }: Telling): Promise<void> {
    await this.rows.update(
      VehicleRow,
      { id: vehicleId },
      {
        softwareVersion: version,
        softwareVersionKey: versionKey(version),
        isSoftwareKnown: true,
        softwareSince: dateOf(this.now),
        softwareToldBy: toldBy,
        softwareAttemptId: attemptId ?? null,
        wantsAttributes,
      },
    );
  }

  /** What it runs is uncertain since this attempt, until it tells: no new attempt before that. */
  async runsUnknown(vehicleId: VehicleId, attemptId: AttemptId): Promise<void> {
    await this.rows.update(
      VehicleRow,
      { id: vehicleId },
      {
        isSoftwareKnown: false,
        softwareSince: dateOf(this.now),
        softwareToldBy: 'verdict',
        softwareAttemptId: attemptId,
        wantsAttributes: true,
      },
    );
  }

  /** Something that decisions about it read has changed beside its row: every gateway looks again. */
  async touch(vehicleId: VehicleId): Promise<void> {
    await this.rows.query('UPDATE vehicle SET changed_in = this_transaction() WHERE id = $1', [vehicleId]);
  }

  async lock(vehicleId: VehicleId): Promise<VehicleRow | null> {
    return this.rows.findOne(VehicleRow, { where: { id: vehicleId }, lock: { mode: 'pessimistic_write' } });
  }

  /** Last contacts, many at once; never touches the vehicle's own row. */
  async seen(contacts: ReadonlyMap<VehicleId, Instant>): Promise<void> {
    await this.rows.query(
      `INSERT INTO vehicle_contact (vehicle_id, last_seen_at)
       SELECT * FROM unnest($1::text[], $2::timestamptz[])
       ON CONFLICT (vehicle_id) DO UPDATE SET last_seen_at = greatest(vehicle_contact.last_seen_at, excluded.last_seen_at)`,
      [[...contacts.keys()], [...contacts.values()].map((at) => dateOf(at))],
    );
  }
}
