import type { AttributeFact } from '@tidings/rollout-engine';
import { dateOf, DomainError, type Instant } from '@tidings/vocabulary';
import type { EntityManager } from 'typeorm';
import { copyRows, type CopyValue } from '../copy-rows.js';
import type { EcuRow } from '../rows/ecu-row.js';
import type { EcuColumn, VehicleRow } from '../rows/vehicle-row.js';

/** What a maker files of a vehicle, as columns. */
export interface FiledColumns {
  readonly id: string;
  readonly controllerId: string;
  readonly tokenDigest: string;
  readonly standing: VehicleRow['standing'];
  readonly model: string;
  readonly modelYear: number;
  readonly market: string;
  readonly timeZone: string;
  readonly hardwareId: string;
  readonly equipment: readonly string[];
  readonly tags: readonly string[];
  readonly owned: Readonly<Record<string, string>>;
  readonly ownedTimes: Readonly<Record<string, Instant>>;
  readonly attributes: Readonly<Record<string, AttributeFact>>;
  readonly ecus: Readonly<Record<string, EcuColumn>>;
}

/** A vehicle on file, locked, with what its own words add. */
export interface VehicleOnFile extends FiledColumns {
  readonly reported: Readonly<Record<string, string>>;
  readonly reportedTimes: Readonly<Record<string, Instant>>;
  readonly ecuRows: readonly EcuRow[];
}

export interface NewVehicle extends FiledColumns {
  readonly softwareVersion: string | null;
  readonly softwareVersionKey: string | null;
}

/** What makers file of vehicles, thousands in a statement: their rows and their ECUs'. */
export class FilingStore {
  constructor(
    private readonly rows: EntityManager,
    private readonly now: Instant,
  ) {}

  /** Those of these names that are on file, locked in one order. */
  async lock(controllerIds: readonly string[]): Promise<ReadonlyMap<string, VehicleOnFile>> {
    const rows = await this.rows.query<readonly OnFileRow[]>(LOCK, [controllerIds]);
    return new Map(
      rows.map(({ ecuRows, ...row }) => [
        row.controllerId,
        { ...row, ecuRows: ecuRows.map((ecu) => ({ ...ecu, since: new Date(ecu.since) })) },
      ]),
    );
  }

  /**
   * Vehicles that are not on file, and their ECUs. Errors: 'revision-conflict' when another filing was first with one of the names;
   * the transaction is over then, and must look again.
   */
  async insert(vehicles: readonly NewVehicle[], ecus: readonly EcuRow[]): Promise<void> {
    if (vehicles.length === 0) return;
    const now = dateOf(this.now).toISOString();
    // In one order, as they are locked: two filings of the same vehicles wait for each other's first, never in a circle.
    const inOrder = vehicles.toSorted((one, other) => (one.controllerId < other.controllerId ? -1 : 1));
    const fresh = inOrder.map((vehicle) => vehicleValues(vehicle, now));
    await copyRows(this.rows, NEW_VEHICLE, fresh).catch((cause: unknown) => {
      const isTaken = (cause as { readonly code?: string }).code === UNIQUE_VIOLATION;
      throw isTaken ? new DomainError('revision-conflict', { what: 'vehicle' }, { cause }) : cause;
    });
    if (ecus.length > 0) await copyRows(this.rows, NEW_ECU, ecus.map(ecuValues));
  }

  async update(vehicles: readonly FiledColumns[]): Promise<void> {
    if (vehicles.length > 0) await this.rows.query(UPDATE, [JSON.stringify(vehicles), dateOf(this.now)]);
  }

  async saveEcus(ecus: readonly EcuRow[]): Promise<void> {
    if (ecus.length > 0) await this.rows.query(SAVE_ECUS, [JSON.stringify(ecus)]);
  }

  async removeEcus(ecus: readonly Pick<EcuRow, 'vehicleId' | 'name'>[]): Promise<void> {
    if (ecus.length === 0) return;
    await this.rows.query(
      `DELETE FROM ecu e USING jsonb_to_recordset($1::jsonb) AS n ("vehicleId" text, name text)
        WHERE e.vehicle_id = n."vehicleId" AND e.name = n.name`,
      [JSON.stringify(ecus)],
    );
  }
}

type OnFileRow = Omit<VehicleOnFile, 'ecuRows'> & {
  readonly ecuRows: readonly (Omit<EcuRow, 'since'> & { readonly since: string })[];
};

const LOCK = `
SELECT v.id, v.controller_id AS "controllerId", v.token_digest AS "tokenDigest", v.standing, v.model, v.model_year AS "modelYear",
       v.market, v.time_zone AS "timeZone", v.hardware_id AS "hardwareId", v.equipment, v.tags, v.owned,
       v.owned_times AS "ownedTimes", v.attributes, v.ecus, v.reported, v.reported_times AS "reportedTimes",
       CASE WHEN v.ecus = '{}' THEN '[]' ELSE
         (SELECT coalesce(jsonb_agg(jsonb_build_object('vehicleId', e.vehicle_id, 'name', e.name, 'hardwareId', e.hardware_id,
                   'filedHardwareId', e.filed_hardware_id, 'part', e.part, 'serial', e.serial, 'version', e.version,
                   'isKnown', e.is_known, 'since', e.since, 'toldBy', e.told_by, 'attemptId', e.attempt_id)), '[]')
            FROM ecu e WHERE e.vehicle_id = v.id) END AS "ecuRows"
  FROM vehicle v WHERE v.controller_id = ANY($1::text[]) ORDER BY v.controller_id FOR UPDATE OF v`;

const COLUMNS = `id text, "controllerId" text, "tokenDigest" text, standing text, model text, "modelYear" int, market text,
  "timeZone" text, "hardwareId" text, equipment text[], tags text[], owned jsonb, "ownedTimes" jsonb, attributes jsonb, ecus jsonb`;

const UNIQUE_VIOLATION = '23505';

const NEW_VEHICLE = `vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id, equipment,
  tags, owned, owned_times, attributes, ecus, retired_at, software_version, software_version_key, is_software_known, software_since,
  software_told_by, registered_at)`;

// As many columns as above, in their order.
// prettier-ignore
const vehicleValues = (v: NewVehicle, now: string): readonly CopyValue[] => [
  v.id, v.controllerId, v.tokenDigest, v.standing, v.model, v.modelYear, v.market, v.timeZone, v.hardwareId, v.equipment,
  v.tags, v.owned, v.ownedTimes, v.attributes, v.ecus, v.standing === 'retired' ? now : null, v.softwareVersion,
  v.softwareVersionKey, v.softwareVersion !== null, now, v.softwareVersion === null ? null : 'maker', now,
];

const NEW_ECU =
  'ecu (vehicle_id, name, hardware_id, filed_hardware_id, part, serial, version, is_known, since, told_by, attempt_id)';

// prettier-ignore
const ecuValues = (e: EcuRow): readonly CopyValue[] => [
  e.vehicleId, e.name, e.hardwareId, e.filedHardwareId, e.part, e.serial, e.version, e.isKnown, e.since, e.toldBy, e.attemptId,
];

const UPDATE = `
UPDATE vehicle v
   SET token_digest = n."tokenDigest", standing = n.standing, model = n.model, model_year = n."modelYear", market = n.market,
       time_zone = n."timeZone", hardware_id = n."hardwareId", equipment = n.equipment, tags = n.tags, owned = n.owned,
       owned_times = n."ownedTimes", attributes = n.attributes, ecus = n.ecus,
       retired_at = CASE WHEN n.standing = 'retired' THEN coalesce(v.retired_at, $2::timestamptz) END
  FROM jsonb_to_recordset($1::jsonb) AS n (${COLUMNS}) WHERE v.id = n.id`;

const SAVE_ECUS = `
INSERT INTO ecu (vehicle_id, name, hardware_id, filed_hardware_id, part, serial, version, is_known, since, told_by, attempt_id)
SELECT n."vehicleId", n.name, n."hardwareId", n."filedHardwareId", n.part, n.serial, n.version, n."isKnown", n.since, n."toldBy",
       n."attemptId"
  FROM jsonb_to_recordset($1::jsonb) AS n ("vehicleId" text, name text, "hardwareId" text, "filedHardwareId" text, part text,
         serial text, version text, "isKnown" boolean, since timestamptz, "toldBy" text, "attemptId" text)
ON CONFLICT (vehicle_id, name) DO UPDATE
   SET (hardware_id, filed_hardware_id, part, serial, version, is_known, since, told_by, attempt_id) =
       (excluded.hardware_id, excluded.filed_hardware_id, excluded.part, excluded.serial, excluded.version, excluded.is_known,
        excluded.since, excluded.told_by, excluded.attempt_id)`;
