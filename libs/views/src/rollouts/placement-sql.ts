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

/** Parts of a stage, so that no row is too large to be read at once. */
const PARTS = 256;

/**
 * Places every vehicle of the cohort in the first stage that reaches it, keeps the places as parts of the dry run, and answers PlacedKind[]:
 * one scan of the vehicles, one statement, facts of one instant. What gates compare is the kind; facts of more than 90 days are another kind.
 */
export function placementSql(
  rollout: RolloutFacts,
  thresholds: readonly number[],
  { dryRunId, moment }: { readonly dryRunId: string; readonly moment: 'before' | 'at-start' },
): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [rollout.rolloutId, dryRunId, moment];
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
                    concat_ws('|', v.model, v.market, ${HARDWARE_SQL}, CASE WHEN v.is_software_known THEN v.software_version END,
                              ${FACTS_AT_SQL} < now() - interval '90 days', ${DISAGREES_SQL}, v.time_zone,
                              (SELECT string_agg(e.key || '=' || coalesce(e.value->>'version', '?'), ',' ORDER BY e.key)
                                 FROM jsonb_each(v.ecus) e)) AS kind${ringsOf}
               FROM vehicle v WHERE v.standing = 'active' AND ${where}
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
