import type { ReadPool } from '@tidings/postgres';
import type { ControlEvidence, RolloutFacts, StageEvidence } from '@tidings/rollout-engine';
import { dateOf, type Instant, instantOf, type RolloutId } from '@tidings/vocabulary';

/** What guardrails see beside the vehicles' own verdicts: owners, intakes, vehicles that are not exposed. */
export type GuardrailEvidence = Pick<StageEvidence, 'asked' | 'answers' | 'intakes' | 'control'>;

/** Of a started rollout. */
export async function guardrailEvidence(
  pool: ReadPool,
  { rolloutId, stage }: RolloutFacts,
): Promise<GuardrailEvidence> {
  const [tallies, intakes, control] = await Promise.all([
    talliesOf(pool, rolloutId),
    intakesOf(pool),
    controlOf(pool, rolloutId, stage!.openedAt),
  ]);
  return { ...tallies, intakes, ...(control && { control }) };
}

const ANSWERS = ['effort', 'better', 'clarity'] as const;

// One answer a vehicle and kind: the first after it had installed.
const TALLIES = `
SELECT (SELECT jsonb_build_object('of', count(DISTINCT vehicle_id), 'bad', count(DISTINCT vehicle_id) FILTER (WHERE state = 'declined' OR failure = 'ended-by-owner'))
          FROM attempt WHERE rollout_id = $1) AS asked,
       (SELECT coalesce(jsonb_object_agg(t.kind, jsonb_build_object('of', t.of, 'bad', t.bad)), '{}')
          FROM (SELECT f.kind, count(*) AS of, count(*) FILTER (WHERE f.is_bad) AS bad
                  FROM (SELECT DISTINCT ON (e.kind, e.vehicle_id) e.kind, e.is_bad
                          FROM evidence e JOIN attempt a ON a.vehicle_id = e.vehicle_id AND a.rollout_id = $1
                         WHERE e.kind IN ('${ANSWERS.join("', '")}') AND a.state IN ('installed', 'healthy', 'rolled-back')
                           AND e.at >= a.closed_at
                         ORDER BY e.kind, e.vehicle_id, e.at) f
                 GROUP BY f.kind) t) AS answers`;

async function talliesOf(pool: ReadPool, rolloutId: RolloutId): Promise<Pick<GuardrailEvidence, 'asked' | 'answers'>> {
  const [row] = await pool.rows<Required<Pick<GuardrailEvidence, 'asked' | 'answers'>>>(
    { name: 'guardrail-tallies', text: TALLIES },
    [rolloutId],
  );
  return row!;
}

/** Of all vehicles: an intake that is silent everywhere is broken; one that has nothing to say of this rollout is not. */
async function intakesOf(pool: ReadPool): Promise<NonNullable<GuardrailEvidence['intakes']>> {
  const rows = await pool.rows<{ readonly kind: string; readonly at: Date }>(
    {
      name: 'guardrail-intakes',
      text: `SELECT k.kind, l.at FROM unnest(ARRAY['health', 'support', '${ANSWERS.join("', '")}']) AS k(kind)
               CROSS JOIN LATERAL (SELECT max(e.received_at) AS at FROM evidence e WHERE e.kind = k.kind) l WHERE l.at IS NOT NULL`,
    },
    [],
  );
  return Object.fromEntries(rows.map(({ kind, at }) => [kind, instantOf(at)]));
}

// Spells before the version that went on after the last halt are final with it.
const CONTROL = `
SELECT guardrail,
       coalesce(jsonb_agg(jsonb_build_object('wellBelow', well_below, 'wellAbove', well_above, 'badBelow', bad_below,
                  'badAbove', bad_above) ORDER BY ends_at, stratum) FILTER (WHERE bad_below + bad_above > 0), '[]') AS spells,
       sum(well_below) FILTER (WHERE ends_at = last)::int AS below,
       sum(well_above) FILTER (WHERE ends_at = last)::int AS above,
       coalesce(sum(bad_above) FILTER (WHERE ends_at > $2)::float8
         / nullif(sum(well_above) FILTER (WHERE ends_at = first_of_stage), 0), 0) AS "aboveShare"
  FROM (SELECT *, max(ends_at) OVER (PARTITION BY guardrail) AS last,
               min(ends_at) FILTER (WHERE ends_at > $2) OVER (PARTITION BY guardrail) AS first_of_stage
          FROM control_spell
         WHERE rollout_id = $1 AND ends_at > coalesce((SELECT p.decided_at FROM plan_version p JOIN rollout r ON r.id = p.rollout_id
                                                        WHERE r.id = $1 AND r.evidence_from > 1 AND p.number = r.evidence_from), '-infinity')) s
 GROUP BY guardrail`;

async function controlOf(
  pool: ReadPool,
  rolloutId: RolloutId,
  stageOpenedAt: Instant,
): Promise<GuardrailEvidence['control'] | undefined> {
  const rows = await pool.rows<ControlEvidence & { readonly guardrail: 'silent' | 'health' }>(
    { name: 'guardrail-control', text: CONTROL },
    [rolloutId, dateOf(stageOpenedAt)],
  );
  if (rows.length === 0) return undefined;
  return Object.fromEntries(rows.map(({ guardrail, ...control }) => [guardrail, control]));
}
