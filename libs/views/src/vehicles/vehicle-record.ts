import type { ReadPool } from '@tidings/postgres';
import type { AttributeFact, AttributeType, Disagreement } from '@tidings/rollout-engine';
import { type Instant, instantOf, type VehicleId } from '@tidings/vocabulary';
import { VEHICLE_COLUMNS, type VehicleColumns, vehicleOf } from './vehicle-of.js';

/** Everything on file of one vehicle, with who told it and when. */
export interface VehicleRecord {
  readonly id: VehicleId;
  readonly controllerId: string;
  readonly standing: 'active' | 'retired' | 'blocked';
  readonly retiredAt: Instant | undefined;
  readonly model: string;
  readonly modelYear: number;
  readonly market: string;
  readonly timeZone: string;
  readonly equipment: readonly string[];
  readonly tags: readonly string[];
  readonly registeredAt: Instant;
  readonly lastSeenAt: Instant | undefined;
  readonly reportedAt: Instant | undefined;
  /** The one that takes the update first, called 'main'. */
  readonly ecus: readonly EcuOnRecord[];
  /** By name. */
  readonly attributes: readonly AttributeOnRecord[];
  readonly disagreements: readonly Disagreement[];
  /** What ran before, latest first, at most 200. */
  readonly history: readonly PastVersion[];
}

export interface EcuOnRecord {
  readonly name: string;
  readonly hardwareId: string;
  readonly part: string | null;
  readonly serial: string | null;
  /** Null: not known. */
  readonly version: string | null;
  readonly since: Instant;
  readonly toldBy: 'vehicle' | 'maker' | 'verdict' | null;
}

/** The two sources apart, each with its time. */
export interface AttributeOnRecord {
  readonly name: string;
  /** Undefined: not declared, so no filter compares it. */
  readonly type: AttributeType | undefined;
  readonly reported: Told | undefined;
  readonly owned: Told | undefined;
  /** What counts; undefined: nothing that parses. */
  readonly counts: AttributeFact['from'] | undefined;
}

export interface Told {
  readonly text: string;
  readonly at: Instant | undefined;
}

export interface PastVersion extends Omit<EcuOnRecord, 'name' | 'part' | 'serial'> {
  readonly ecu: string;
  readonly until: Instant;
}

type Times = Readonly<Record<string, Instant>>;

interface Row extends VehicleColumns {
  readonly retired_at: Date | null;
  readonly seen_at: Date | null;
  readonly told_by: EcuOnRecord['toldBy'];
  readonly reported_times: Times;
  readonly owned: Readonly<Record<string, string>>;
  readonly owned_times: Times;
  readonly types: Readonly<Record<string, AttributeType>>;
  readonly ecu_rows: readonly EcuOnRecord[];
  readonly history: readonly PastVersion[];
}

const ms = (column: string): string => `round(extract(epoch FROM ${column}) * 1000)::bigint`;

const TEXT = `
SELECT ${VEHICLE_COLUMNS}, v.retired_at, v.software_told_by AS told_by, v.reported_times, v.owned, v.owned_times,
  (SELECT c.last_seen_at FROM vehicle_contact c WHERE c.vehicle_id = v.id) AS seen_at,
  (SELECT coalesce(jsonb_object_agg(d.name, d.type), '{}') FROM attribute_declaration d) AS types,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'hardwareId', e.hardware_id, 'part', e.part, 'serial', e.serial,
            'version', CASE WHEN e.is_known THEN e.version END, 'since', ${ms('e.since')}, 'toldBy', e.told_by) ORDER BY e.name), '[]')
     FROM ecu e WHERE e.vehicle_id = v.id) AS ecu_rows,
  (SELECT coalesce(jsonb_agg(h.line), '[]') FROM (
     SELECT jsonb_build_object('ecu', p.ecu, 'hardwareId', p.hardware_id, 'version', p.version, 'since', ${ms('p.since')},
              'until', ${ms('p.until')}, 'toldBy', p.told_by) AS line
       FROM ecu_version p WHERE p.vehicle_id = v.id ORDER BY p.id DESC LIMIT 200) h) AS history
FROM vehicle v WHERE v.controller_id = $1`;

/** Undefined: no vehicle of that name. */
export async function vehicleRecord(pool: ReadPool, controllerId: string): Promise<VehicleRecord | undefined> {
  const row = await pool.one<Row>({ name: 'vehicle-record', text: TEXT }, [controllerId]);
  if (!row) return undefined;
  const facts = vehicleOf(row);
  const { vehicleId, memberSince, software, ...others } = facts;
  return {
    id: vehicleId,
    controllerId,
    standing: others.standing,
    retiredAt: row.retired_at === null ? undefined : instantOf(row.retired_at),
    model: others.model,
    modelYear: others.modelYear,
    market: others.market,
    timeZone: others.timeZone,
    equipment: others.equipment,
    tags: others.tags,
    registeredAt: memberSince,
    lastSeenAt: row.seen_at === null ? undefined : instantOf(row.seen_at),
    reportedAt: others.reportedAt,
    ecus: [
      {
        ...{ name: 'main', hardwareId: others.hardwareId, part: null, serial: null },
        version: software.kind === 'known' ? software.version : null,
        since: software.since,
        toldBy: row.told_by,
      },
      ...row.ecu_rows,
    ],
    attributes: attributesOf(row),
    disagreements: others.disagreements,
    history: row.history,
  };
}

function attributesOf({ types, reported, reported_times, owned, owned_times, attributes }: Row): AttributeOnRecord[] {
  const names = [...new Set([...Object.keys(reported), ...Object.keys(owned)])].sort();
  return names.map((name) => ({
    name,
    type: own(types, name),
    reported: told(reported, reported_times, name),
    owned: told(owned, owned_times, name),
    counts: own(attributes, name)?.from,
  }));
}

function told(texts: Readonly<Record<string, string>>, times: Times, name: string): Told | undefined {
  const text = own(texts, name);
  return text === undefined ? undefined : { text, at: own(times, name) };
}

// Own ones only: every object has a "constructor".
const own = <T>(map: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined;
