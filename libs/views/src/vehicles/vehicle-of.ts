import type { VehicleFacts } from '@tidings/rollout-engine';
import { instantOf, type VehicleId } from '@tidings/vocabulary';

/** The columns of `vehicle` that the engine asks for. */
export const VEHICLE_COLUMNS = `v.id, v.controller_id, v.standing, v.model, v.model_year, v.market, v.time_zone, v.hardware_id,
  v.equipment, v.software_version, v.is_software_known, v.software_since, v.registered_at, v.reported, v.wants_attributes`;

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
  readonly wants_attributes: boolean;
}

/** Row to engine. Hardware the vehicle itself reports counts before what the maker filed. */
export function vehicleOf(row: VehicleColumns): VehicleFacts {
  const since = instantOf(row.software_since);
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
    software:
      row.is_software_known && row.software_version !== null
        ? { kind: 'known', version: row.software_version, since }
        : { kind: 'unknown', since },
    memberSince: instantOf(row.registered_at),
  };
}
