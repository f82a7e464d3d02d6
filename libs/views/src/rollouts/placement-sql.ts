import {
  FACTS_HOLD,
  openRings,
  POSITION_SPACE,
  type RolloutFacts,
  shaOfPositionSql,
  thresholdBytes,
} from '@tidings/rollout-engine';
import { dateOf, type Instant } from '@tidings/vocabulary';
import { cohortSql } from './cohort-sql.js';
import { DISAGREES_SQL, FACTS_AT_SQL } from '../vehicles/vehicle-of.js';
import { type Bind, HARDWARE_SQL } from './filter-sql.js';

/** Vehicles that are alike in what gates compare, in one stage. */
export interface PlacedKind {
  readonly kind: string;
  readonly stage: number;
  readonly vehicles: number;
  /** One of them. */
  readonly example: string;
}

/** Pages of the table that one statement places, 32 MB: on a busy machine a million vehicles in one take longer than any statement may. */
export const PLACED_PAGES = 4_096;

/** Parts of a kind in a stage, so that no row is too large to be read at once; the same vehicle is always in the same one. */
export const PLACED_PARTS = 8;

/** Pages of the vehicles. */
export const VEHICLE_PAGES_SQL = `SELECT (pg_relation_size('vehicle') / current_setting('block_size')::int)::int AS pages`;

interface Placement {
  readonly dryRunId: string;
  readonly moment: 'before' | 'at-start';
  readonly now: Instant;
  /** First of the pages of this statement; the last statement goes on to the end. */
  readonly page: number;
  readonly isLast: boolean;
}

/**
 * Places the vehicles of some pages that are in the cohort in the first stage that reaches them, keeps the places as parts of the dry run, and answers
 * PlacedKind[]. In one snapshot these are the facts of one instant. Vehicles of a kind are alike in everything that gates compare;
 * a vehicle on hold is a kind of its own. One scan, one hash for the place, one for the kind, one grouping.
 */
export function placementSql(
  rollout: RolloutFacts,
  thresholds: readonly number[],
  { dryRunId, moment, now, page, isLast }: Placement,
): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [rollout.rolloutId, dryRunId, moment];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const { stages } = rollout.plan;
  const reached = thresholds.map((threshold, stage) => {
    const below = threshold >= POSITION_SPACE ? 'true' : `p.sha < ${bind(thresholdBytes(threshold))}::bytea`;
    const open = openRings(stages, stage);
    const inRing = open.length > 0 ? ` OR p.rings && ${bind(open)}::text[]` : '';
    return `WHEN ${below}${inRing} THEN ${stage}`;
  });
  const ringsOf = openRings(stages, stages.length - 1).length > 0 ? RINGS : '';
  // What is different at the start is told vehicle by vehicle.
  const kind = moment === 'before' ? hashed(comparedSql(rollout, now, bind)) : '0::bigint';
  const pages = `v.ctid >= ${bind(`(${page},0)`)}::tid${isLast ? '' : ` AND v.ctid < ${bind(`(${page + PLACED_PAGES},0)`)}::tid`}`;
  const { where, values: ofCohort } = cohortSql(rollout.cohort, values.length + 1);
  return {
    values: [...values, ...ofCohort],
    // OFFSET 0: what is computed once stays computed once.
    text: `INSERT INTO dry_run_part (dry_run_id, moment, stage, kind, part, vehicles, vehicle_ids)
           SELECT $2, $3, stage, kind, part, count(*), array_agg(id)
             FROM (SELECT p.id, p.kind, get_byte(p.sha, 31) % ${PLACED_PARTS} AS part, CASE ${reached.join(' ')} END AS stage
                     FROM (SELECT v.id, ${shaOfPositionSql('$1::text', 'v.id')} AS sha, ${kind} AS kind${ringsOf}
                             FROM vehicle v WHERE v.standing = 'active' AND ${pages} AND ${where} OFFSET 0) p) placed
            WHERE stage IS NOT NULL GROUP BY stage, kind, part
           RETURNING kind, stage, vehicles, vehicle_ids[1] AS example`,
  };
}

const RINGS = `, ARRAY(SELECT m.ring FROM ring_membership m WHERE m.vehicle_id = v.id AND m.left_at IS NULL) AS rings`;

/** Everything that a gate of this rollout may compare or a count tells apart, as text; NULL is a value like any other. Cohort, stage and standing are asked in SQL. */
function comparedSql({ release, plan }: RolloutFacts, now: Instant, bind: Bind): readonly string[] {
  const ecus = [...new Set([...(release.requires ?? []), ...(release.conflicts ?? [])].map(({ ecu }) => ecu))];
  return [
    ...['v.model', 'v.market', 'v.time_zone', HARDWARE_SQL],
    `CASE WHEN v.is_software_known THEN v.software_version END`,
    // Instants are whole milliseconds in the engine.
    `(date_trunc('milliseconds', ${FACTS_AT_SQL}) + ${FACTS_HOLD} * interval '1 millisecond' < ${bind(dateOf(now))}::timestamptz)::text`,
    `${DISAGREES_SQL}::text`,
    ...ecus.map(
      (ecu) =>
        `CASE WHEN v.ecus <> '{}' THEN coalesce(v.ecus->${bind(ecu)}::text->>'version', (v.ecus ? ${bind(ecu)}::text)::text) END`,
    ),
    `CASE WHEN v.id IN (SELECT h.vehicle_id FROM vehicle_hold h) THEN v.id END`,
    REFUSED,
    ...(plan.consent === 'asks'
      ? [
          `(v.id IN (SELECT n.vehicle_id FROM nobody_to_ask n))::text`,
          `(SELECT concat_ws('|', o.kind, o.edition, o.from_at, o.to_at, o.until_at, o.decided_at) FROM owner_decision o
             WHERE o.vehicle_id = v.id AND o.release_id = ${bind(release.releaseId)} ORDER BY o.decided_at DESC, o.id DESC LIMIT 1)`,
        ]
      : []),
  ];
}

/** What the newest target register of the rollout says against the vehicle, as long as it has not changed (REGISTER_COLUMN). */
const REFUSED = `CASE WHEN v.id IN (SELECT f.vehicle_id FROM register_refusal f WHERE f.rollout_id = $1) THEN
  (SELECT concat_ws('|', t.as_of, f.refusals) FROM register_refusal f JOIN target_register t ON t.rollout_id = f.rollout_id AND t.scan = f.scan
    WHERE f.rollout_id = $1 AND f.vehicle_id = v.id AND v.changed_in < t.mark
      AND t.number = (SELECT max(n.number) FROM target_register n WHERE n.rollout_id = f.rollout_id)) END`;

/** One after the other into one number of 64 bits. */
const hashed = (texts: readonly string[]): string =>
  texts.reduce((seed, text) => `hashtextextended(coalesce(${text}, E'\\x01'), ${seed})`, '0');
