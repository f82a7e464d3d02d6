import { longQuestion, type ReadPool } from '@tidings/postgres';
import { type Cohort, compileCohort } from '@tidings/rollout-engine';
import { dateOf, type Instant } from '@tidings/vocabulary';
import { expressionSql } from '../rollouts/cohort-sql.js';
import { HARDWARE_SQL } from '../rollouts/filter-sql.js';
import { DISAGREES_ELSEWHERE_SQL, FACTS_AT_SQL } from '../vehicles/vehicle-of.js';
import { FLAGGED } from './exclusion.js';

/** Vehicles that are alike in everything a preview tells apart. */
export interface VehicleKind {
  /** Null: cannot tell. */
  readonly isIn: boolean | null;
  /** Bits in the order of FLAGGED. */
  readonly flags: number;
  readonly model: string;
  readonly market: string;
  readonly hardwareId: string;
  /** As the maker filed it. */
  readonly filedHardwareId: string;
  /** Null: not known. */
  readonly version: string | null;
  readonly modelYear: number;
  readonly vehicles: number;
  /** Controller ids of two of them, or the same one twice. */
  readonly first: string;
  readonly last: string;
}

export interface KindsWanted {
  /** Facts older than this are too old. */
  readonly factsSince: Instant;
  readonly signal?: AbortSignal | undefined;
}

const VERSION = 'CASE WHEN v.is_software_known THEN v.software_version END';
const DIMENSIONS = `v.model, v.market, ${HARDWARE_SQL}, ${VERSION}, v.model_year`;
/** More kinds than this are not split further for the sake of samples. */
const ENOUGH_KINDS = 25_000;
/** Two samples of each part of a kind: enough for twenty of the whole. */
const PARTS_AT_MOST = 16;
/** Six come out even on two, three and six processes: with four, one is left for the end while the others idle. */
const SLICES_AT_MOST = 6;
/** 8 MB: what is read sooner than a worker has started is not cut. */
const PAGES_OF_A_SLICE = 1_000;
/**
 * The planner cannot know how few kinds there are: left alone it sorts the fleet (6 s for a million vehicles, hashed 1.7 s), and it does not
 * count in parts and add them up. So the slices of the table are counted beside each other, by whatever workers are free, because they
 * are said to cost nothing. Compiling takes longer than it saves. The memory is for 100,000 kinds.
 */
export const KINDS_SETTINGS = [
  'enable_sort = off',
  'jit = off',
  "work_mem = '64MB'",
  'parallel_setup_cost = 0',
  'parallel_tuple_cost = 0',
];

/** How the scan is cut. */
export interface KindsCut {
  /** First page of each slice of the table; the first is 0. */
  readonly slicesAt: readonly number[];
  /** Into so many parts the kinds of a slice are split by chance; a power of two. */
  readonly parts: number;
}

/**
 * Every vehicle once, in one scan that sorts nothing and joins nothing: what is counted, broken down and shown as a sample is all
 * in the answer. A kind may come several times.
 */
export async function vehicleKinds(
  pool: ReadPool,
  cohort: Cohort,
  { factsSince, signal }: KindsWanted,
): Promise<readonly VehicleKind[]> {
  const text = kindsSql(cohort, { factsSince, ...(await kindsCut(pool)) });
  return await longQuestion<VehicleKind>(pool, text, text.values, { signal, settings: KINDS_SETTINGS });
}

/** The statement of the scan; exported for EXPLAIN. */
export function kindsSql(
  cohort: Cohort,
  { factsSince, slicesAt, parts }: { readonly factsSince: Instant } & KindsCut,
): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const isIn = expressionSql(compileCohort(cohort), bind);
  const flags: Readonly<Record<(typeof FLAGGED)[number], string>> = {
    'not-in-service': `v.standing <> 'active'`,
    held: `v.id IN (SELECT h.vehicle_id FROM vehicle_hold h)`,
    'in-another-rollout': `v.id IN (SELECT a.vehicle_id FROM attempt a WHERE a.closed_at IS NULL)`,
    'facts-too-old': `${FACTS_AT_SQL} < ${bind(dateOf(factsSince))}::timestamptz`,
    'facts-disagree': DISAGREES_ELSEWHERE_SQL,
  };
  const bits = FLAGGED.map((flag, place) => `CASE WHEN ${flags[flag]} THEN ${2 ** place} ELSE 0 END`);
  const slices = slicesAt.map((page, slice) => {
    const end = slicesAt[slice + 1];
    return `
SELECT ${isIn} AS "isIn", ${bits.join(' + ')} AS flags, v.model, v.market, ${HARDWARE_SQL} AS "hardwareId",
       v.hardware_id AS "filedHardwareId", ${VERSION} AS version, v.model_year AS "modelYear", hashtext(v.id) & ${parts - 1} AS part, count(*)::int AS vehicles,
       min(v.controller_id COLLATE "C") AS first, max(v.controller_id COLLATE "C") AS last
  FROM vehicle v WHERE v.ctid >= '(${page},0)'${end === undefined ? '' : ` AND v.ctid < '(${end},0)'`} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9`;
  });
  return { text: slices.join('\nUNION ALL'), values };
}

/** Many parts when there are few kinds, by a look at one page in a hundred. Exported for EXPLAIN. */
export async function kindsCut(pool: ReadPool): Promise<KindsCut> {
  const row = await pool.one<{ kinds: number; pages: number }>({
    name: 'kinds-at-a-glance',
    text: `SELECT count(*)::int AS kinds, (pg_relation_size('vehicle') / current_setting('block_size')::int)::int AS pages
             FROM (SELECT DISTINCT ${DIMENSIONS} FROM vehicle v TABLESAMPLE SYSTEM (1)) k`,
  });
  const room = ENOUGH_KINDS / Math.max(row!.kinds, 1);
  const slices = row!.pages < 2 * PAGES_OF_A_SLICE ? 1 : Math.min(Math.max(Math.floor(room), 2), SLICES_AT_MOST);
  const parts = Math.min(room, PARTS_AT_MOST) / slices;
  return {
    slicesAt: Array.from({ length: slices }, (_, slice) => Math.floor((row!.pages * slice) / slices)),
    parts: 2 ** Math.max(Math.floor(Math.log2(parts)), 0),
  };
}
