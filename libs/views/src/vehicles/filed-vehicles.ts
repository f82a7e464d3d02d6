import type { ReadPool } from '@tidings/postgres';
import { type Filter, parseFilter } from '@tidings/rollout-engine';
import { filterSql } from '../rollouts/filter-sql.js';

/** A vehicle as its maker files it: what an import takes. Tokens are not told. */
export interface FiledVehicle {
  readonly controllerId: string;
  readonly standing: 'active' | 'retired' | 'blocked';
  readonly model: string;
  readonly modelYear: number;
  readonly market: string;
  readonly timeZone: string;
  readonly hardwareId: string;
  readonly equipment: readonly string[];
  /** What it is known to run. */
  readonly softwareVersion: string | null;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly ecus: Readonly<Record<string, FiledEcu>>;
}

export interface FiledEcu {
  /** What the maker filed, else what the vehicle says. */
  readonly hardwareId: string;
  readonly part?: string;
  readonly serial?: string;
  readonly version?: string;
}

/** The names that vehicles' attributes and ECUs have, for columns. */
export interface FiledNames {
  readonly attributes: readonly string[];
  readonly ecus: readonly string[];
}

const PAGE = 5_000;

const VEHICLES = `
SELECT v.id, v.controller_id AS "controllerId", v.standing, v.model, v.model_year AS "modelYear", v.market,
       v.time_zone AS "timeZone", v.hardware_id AS "hardwareId", v.equipment,
       CASE WHEN v.is_software_known THEN v.software_version END AS "softwareVersion", v.tags, v.owned AS attributes,
       CASE WHEN v.ecus = '{}' THEN '{}' ELSE
         (SELECT coalesce(jsonb_object_agg(e.name, jsonb_strip_nulls(jsonb_build_object(
                   'hardwareId', coalesce(e.filed_hardware_id, e.hardware_id), 'part', e.part, 'serial', e.serial,
                   'version', CASE WHEN e.is_known THEN e.version END)) ORDER BY e.name), '{}')
            FROM ecu e WHERE e.vehicle_id = v.id) END AS ecus
  FROM vehicle v`;

/**
 * Vehicles by id, a page at a time: each as it is when its page is read. Without a filter all of them, retired ones included.
 * Errors: 'filter-not-valid'.
 */
export async function* filedVehicles(pool: ReadPool, filter?: string): AsyncGenerator<readonly FiledVehicle[]> {
  const { where, values } = conditionOf(filter === undefined ? undefined : parseFilter(filter));
  for (let last = ''; ;) {
    const page = await pool.rows<FiledVehicle & { readonly id: string }>(
      { text: `${VEHICLES} WHERE v.id > $1 AND ${where} ORDER BY v.id LIMIT ${PAGE}` },
      [last, ...values],
    );
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    last = page.at(-1)!.id;
  }
}

export async function filedNames(pool: ReadPool): Promise<FiledNames> {
  const row = await pool.one<FiledNames>({
    text: `SELECT ARRAY(SELECT DISTINCT jsonb_object_keys(owned) AS name FROM vehicle WHERE owned <> '{}' ORDER BY 1) AS attributes,
                  ARRAY(SELECT DISTINCT name FROM ecu ORDER BY 1) AS ecus`,
  });
  return row!;
}

function conditionOf(filter: Filter | undefined): { readonly where: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${1 + values.push(value)}`;
  return { where: filter ? filterSql(filter, bind) : 'true', values };
}
