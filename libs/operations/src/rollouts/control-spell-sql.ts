import { type Cohort, positionSql } from '@tidings/rollout-engine';
import { cohortSql } from '@tidings/views';

/** Well at the beginning ($2), in trouble at the end ($3) of a spell; silence is as long as $5 ms. */
const TROUBLE = {
  silent: {
    well: `c.last_seen_at >= $2::timestamptz - $5::bigint * interval '1 ms'`,
    bad: `c.last_seen_at < $3::timestamptz - $5::bigint * interval '1 ms'`,
  },
  health: {
    well: '$5::bigint IS NOT NULL',
    bad: `EXISTS (SELECT FROM evidence e WHERE e.vehicle_id = v.id AND e.kind = 'health' AND e.is_bad
                     AND e.received_at >= $2 AND e.received_at < $3)`,
  },
} as const;

// A held slice by the columns and documents of the vehicle (vehicle-slices.ts).
const IS_HELD = `
EXISTS (SELECT FROM slice_hold h WHERE h.rollout_id = $1::text AND h.released_at IS NULL AND CASE h.attribute
          WHEN 'hardwareId' THEN v.hardware_id = h.value
          WHEN 'softwareVersion' THEN v.software_version = h.value
          WHEN 'model' THEN v.model = h.value
          WHEN 'modelYear' THEN v.model_year::text = h.value
          WHEN 'market' THEN v.market = h.value
          WHEN 'equipment' THEN h.value = ANY(v.equipment)
          ELSE v.reported->>substr(h.attribute, 10) = h.value AND h.attribute LIKE 'reported.%' END)`;

/**
 * Writes one spell of the rollout $1, threshold $4, a line a stratum, and remembers who came into trouble: each vehicle counts once. By
 * assignment: position below or above the threshold. Left out on both sides alike: late joiners, vehicles in another rollout, held slices;
 * and above it who has an attempt of this one, so rings. The cohort's own values stand from `$first` on.
 */
export function controlSpellSql(
  guardrail: keyof typeof TROUBLE,
  cohort: Cohort,
  first: number,
): { readonly text: string; readonly values: readonly unknown[] } {
  const { where, values } = cohortSql(cohort, first);
  const { well, bad } = TROUBLE[guardrail];
  const text = `
WITH members AS (
  SELECT v.id, v.market || ' ' || v.model || ' ' || v.hardware_id AS stratum,
         ${positionSql('$1::text', 'v.id')} < $4::bigint AS is_below, ${bad} AS is_bad
    FROM vehicle v LEFT JOIN vehicle_contact c ON c.vehicle_id = v.id
   WHERE v.standing = 'active' AND ${where} AND v.registered_at < $2 AND ${well} AND NOT ${IS_HELD}
     AND NOT EXISTS (SELECT FROM first_trouble f WHERE f.rollout_id = $1::text AND f.guardrail = '${guardrail}' AND f.vehicle_id = v.id)
     AND NOT EXISTS (SELECT FROM attempt o WHERE o.vehicle_id = v.id AND o.rollout_id <> $1::text
                        AND (o.closed_at IS NULL OR o.closed_at > $2))
), counted AS (
  SELECT * FROM members m
   WHERE m.is_below OR NOT EXISTS (SELECT FROM attempt a WHERE a.vehicle_id = m.id AND a.rollout_id = $1::text)
), remembered AS (
  INSERT INTO first_trouble (rollout_id, guardrail, vehicle_id, found_at)
  SELECT $1::text, '${guardrail}', id, $3 FROM counted WHERE is_bad
)
INSERT INTO control_spell (rollout_id, guardrail, ends_at, stratum, well_below, well_above, bad_below, bad_above)
SELECT $1::text, '${guardrail}', $3, stratum, count(*) FILTER (WHERE is_below), count(*) FILTER (WHERE NOT is_below),
       count(*) FILTER (WHERE is_below AND is_bad), count(*) FILTER (WHERE NOT is_below AND is_bad)
  FROM counted GROUP BY stratum`;
  return { text, values };
}
