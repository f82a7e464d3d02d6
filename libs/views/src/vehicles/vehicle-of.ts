import type { AttributeFact, Disagreement, EcuFacts, VehicleFacts } from '@tidings/rollout-engine';
import { type Instant, instantOf, type VehicleId, type VehicleListId } from '@tidings/vocabulary';

/** The columns of `vehicle` that the engine asks for. */
export const VEHICLE_COLUMNS = `v.id, v.controller_id, v.standing, v.model, v.model_year, v.market, v.time_zone, v.hardware_id,
  v.equipment, v.software_version, v.is_software_known, v.software_since, v.registered_at, v.reported, v.reported_at, v.tags,
  v.attributes, v.ecus, v.wants_attributes,
  ARRAY(SELECT m.ring FROM ring_membership m WHERE m.vehicle_id = v.id AND m.left_at IS NULL) AS rings,
  ARRAY(SELECT m.list_id FROM vehicle_list_member m WHERE m.vehicle_id = v.id) AS lists`;

export interface VehicleColumns {
  readonly id: string;
  readonly controller_id: string;
  readonly standing: 'active' | 'retired' | 'blocked';
  readonly model: string;
  readonly model_year: number;
  readonly market: string;
  readonly time_zone: string;
  readonly hardware_id: string;
  readonly equipment: readonly string[];
  readonly software_version: string | null;
  readonly is_software_known: boolean;
  readonly software_since: Date;
  readonly registered_at: Date;
  readonly reported: Readonly<Record<string, string>>;
  readonly reported_at: Date | null;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeFact>>;
  readonly ecus: Readonly<Record<string, EcuColumn>>;
  readonly wants_attributes: boolean;
  readonly rings: readonly string[];
  readonly lists: readonly string[];
}

/** An ECU inside the column `ecus`; a version it is not known to run is absent. */
interface EcuColumn {
  readonly hardwareId: string;
  readonly part?: string;
  readonly version?: string;
  readonly since: Instant;
  readonly makerSays?: string;
}

/** Row to engine. Hardware the vehicle itself reports counts before what the maker filed. */
export function vehicleOf(row: VehicleColumns): VehicleFacts {
  const since = instantOf(row.software_since);
  const reportedAt = row.reported_at === null ? undefined : instantOf(row.reported_at);
  return {
    vehicleId: row.id as VehicleId,
    controllerId: row.controller_id,
    standing: row.standing,
    model: row.model,
    modelYear: row.model_year,
    market: row.market,
    timeZone: row.time_zone,
    hardwareId: row.reported['hardwareId'] ?? row.hardware_id,
    equipment: row.equipment,
    reported: row.reported,
    rings: row.rings,
    lists: row.lists as readonly VehicleListId[],
    software:
      row.is_software_known && row.software_version !== null
        ? { kind: 'known', version: row.software_version, since }
        : { kind: 'unknown', since },
    memberSince: instantOf(row.registered_at),
    ecus: Object.fromEntries(Object.entries(row.ecus).map(([name, ecu]) => [name, ecuOf(ecu)])),
    tags: row.tags,
    attributes: row.attributes,
    disagreements: disagreementsOf(row),
    reportedAt,
    factsAt: reportedAt !== undefined && reportedAt > since ? reportedAt : since,
  };
}

const ecuOf = ({ hardwareId, part, version, since }: EcuColumn): EcuFacts => ({
  hardwareId,
  ...(part !== undefined && { part }),
  software: version === undefined ? { kind: 'unknown', since } : { kind: 'known', version, since },
});

/** As in SQL: DISAGREES_SQL. */
function disagreementsOf({ reported, hardware_id: filed, attributes, ecus }: VehicleColumns): readonly Disagreement[] {
  const said = reported['hardwareId'];
  const hardware =
    said === undefined || said === filed ? [] : [{ fact: 'hardwareId', vehicleSays: said, makerSays: filed }];
  const others = Object.entries(attributes).flatMap(([name, { text, makerSays }]) =>
    makerSays === undefined ? [] : [{ fact: `attr.${name}`, vehicleSays: text, makerSays }],
  );
  const ecuHardware = Object.entries(ecus).flatMap(([name, { hardwareId, makerSays }]) =>
    makerSays === undefined ? [] : [{ fact: `ecu.${name}.hardware`, vehicleSays: hardwareId, makerSays }],
  );
  return [...hardware, ...ecuHardware, ...others];
}

/** The same of facts beside the hardware that takes the update. An empty object is seen at once, a path is not. */
export const DISAGREES_ELSEWHERE_SQL = `((v.attributes <> '{}' AND jsonb_path_exists(v.attributes, '$.*.makerSays'))
  OR (v.ecus <> '{}' AND jsonb_path_exists(v.ecus, '$.*.makerSays')))`;

/** `vehicle v` and its maker say different things of some fact. */
export const DISAGREES_SQL = `(coalesce(v.reported->>'hardwareId' <> v.hardware_id, false) OR ${DISAGREES_ELSEWHERE_SQL})`;

/** When the hardware or software of `vehicle v` was last told or proven. */
export const FACTS_AT_SQL = `greatest(v.reported_at, v.software_since)`;
