import { openRings, positionSql, type RolloutFacts } from '@tidings/rollout-engine';
import { cohortSql } from './cohort-sql.js';
import { DISAGREES_SQL, FACTS_AT_SQL } from '../vehicles/vehicle-of.js';
import { HARDWARE_SQL } from './filter-sql.js';

/** Vehicles that are alike in what gates compare, in one stage. */
export interface PlacedKind {
  readonly kind: string;
  readonly stage: number;
  readonly vehicles: number;
  /** One of them. */
  readonly example: string;
}

/** Statements that place a cohort, each a part of the vehicles: a million in one would come near the time any statement has. */
export const PLACEMENT_SLICES = 8;

/** Parts of a stage, so that no row is too large to be read at once. */
const PARTS = 256;

/**
 * Places every vehicle of the cohort in the first stage that reaches it, keeps the places as parts of the dry run, and answers PlacedKind[]:
 * a slice of the vehicles a statement; in one snapshot they are the facts of one instant. What gates compare is the kind; facts of more than 90 days are another kind.
 */
export function placementSql(
  rollout: RolloutFacts,
  thresholds: readonly number[],
  {
    dryRunId,
    moment,
    slice,
  }: { readonly dryRunId: string; readonly moment: 'before' | 'at-start'; readonly slice: number },
): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [rollout.rolloutId, dryRunId, moment, slice];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const { stages } = rollout.plan;
  const rings = openRings(stages, stages.length - 1);
  const reached = thresholds.map((threshold, stage) => {
    const open = openRings(stages, stage);
    const inRing = open.length > 0 ? ` OR p.rings && ${bind(open)}::text[]` : '';
    return `WHEN p.position < ${bind(threshold)}::bigint${inRing} THEN ${stage}`;
  });
  const ringsOf =
    rings.length > 0
      ? `, ARRAY(SELECT m.ring FROM ring_membership m WHERE m.vehicle_id = v.id AND m.left_at IS NULL) AS rings`
      : '';
  const { where, values: ofCohort } = cohortSql(rollout.cohort, values.length + 1);
  return {
    values: [...values, ...ofCohort],
    text: `WITH positioned AS (
             SELECT v.id, ${positionSql('$1::text', 'v.id')} AS position,
                    hashtextextended(concat_ws('|', v.model, v.market, ${HARDWARE_SQL}, CASE WHEN v.is_software_known THEN v.software_version END,
                              ${FACTS_AT_SQL} < now() - interval '90 days', ${DISAGREES_SQL}, v.time_zone,
                              CASE WHEN v.ecus <> '{}' THEN (SELECT string_agg(e.key || '=' || coalesce(e.value->>'version', '?'), ',' ORDER BY e.key)
                                                               FROM jsonb_each(v.ecus) e) END), 0) AS kind${ringsOf}
               FROM vehicle v
              WHERE v.standing = 'active' AND mod(hashtext(v.id)::bigint + 2147483648, ${PLACEMENT_SLICES}) = $4::int AND ${where}
           ), placed AS MATERIALIZED (
             SELECT p.id, p.position, p.kind, CASE ${reached.join(' ')} END AS stage FROM positioned p
           ), kept AS (
             INSERT INTO dry_run_part (dry_run_id, moment, stage, vehicles, vehicle_ids)
             SELECT $2, $3, stage, count(*), array_agg(id) FROM placed WHERE stage IS NOT NULL GROUP BY stage, position % ${PARTS}
           )
           SELECT kind, stage, count(*)::int AS vehicles, min(id) AS example
             FROM placed WHERE stage IS NOT NULL GROUP BY kind, stage ORDER BY kind, stage`,
  };
}
