import { basisPoints, days, hours, parseId, type RolloutId } from '@tidings/vocabulary';
import { type Plan, stageThresholds } from '@tidings/rollout-engine';
import type { DataSource } from 'typeorm';

export const STAGES: Plan['stages'] = [1_000, 5_000, 10_000].map((share) => ({
  share: basisPoints(share),
  soak: days(1),
  minimumAnswers: 20,
  needsApproval: false,
}));

const PLAN: Plan = {
  stages: STAGES,
  purpose: 'quality',
  priority: 0,
  failureLimit: basisPoints(200),
  silentAfter: hours(24),
  inFlightAtFirst: 1_000,
};

/** By share: nothing has to be counted for them. */
export const thresholdsOfStages = (): readonly number[] => stageThresholds(STAGES, () => Number.NaN);

// What a release needs before a vehicle of any market of the fleet may be offered it.
const RELEASE = `
WITH publisher AS (
  INSERT INTO publisher (id, name, registered_by, registered_at) VALUES ('pub_stage', 'Stages', 'bench', now()) ON CONFLICT DO NOTHING
), key AS (
  INSERT INTO publisher_key (kid, publisher_id, name, owner, alg, jwk, registered_at) VALUES ('stage-key', 'pub_stage', 'Stages', 'bench', 'ES256', '{}', now()) ON CONFLICT DO NOTHING
), artifact AS (
  INSERT INTO artifact (sha256, sha1, md5, size, filed_at) VALUES (repeat('0', 64), repeat('0', 40), repeat('0', 32), 1000000, now()) ON CONFLICT DO NOTHING
), package AS (
  INSERT INTO package (id, name, version, hardware_ids, file_name, artifact_sha256, kid, declaration_jws, received_by, received_at)
  VALUES ('pkg_stage' || $1, 'stage', '9.' || $1, '{vega-a}', 'stage.swu', repeat('0', 64), 'stage-key', '', 'bench', now())
), note AS (
  INSERT INTO note_revision (id, release_id, language, number, source, hash, state, needs_safety_approval, author, submitted_at, live_at)
  SELECT 'rev_stage' || $1 || left(l, 2), 'rel_stage' || $1, l, 1, '', '', 'live', false, 'bench', now(), now()
    FROM unnest(ARRAY['sv-SE', 'fr-FR', 'de-DE', 'en-GB']) l
)
INSERT INTO release (id, name, version, package_ids, state, created_by, created_at)
VALUES ('rel_stage' || $1, 'Stages', '9.' || $1, ARRAY['pkg_stage' || $1], 'available', 'bench', now())`;

// As ApproveRollout leaves it: counted, with thresholds and a register of today. What the scans cost is no part of opening.
const ROLLOUT = `
WITH rolling AS (
  INSERT INTO rollout (id, name, release_id, cohort, plan, state, state_at, state_by, author, created_at, approved_by,
                       cohort_count, stage_counts, stage_thresholds)
  VALUES ('rol_stage' || $1, 'Stages ' || $1, 'rel_stage' || $1, '{"models": ["Vega"]}', $2, 'approved', now(), 'second', 'author', now(),
          'second', $3::int, ARRAY[$3::int, $3::int, $3::int], $4::bigint[])
), register AS (
  INSERT INTO target_register (rollout_id, number, artifact_sha256, lines_sha256, bytes, vehicles, compatible, refused, rule, as_of, mark, scan, written_by)
  VALUES ('rol_stage' || $1, 1, repeat('0', 64), repeat('0', 64), 0, $3, $3, '{}', 'bench', now(), 0, 'scn_bench', 'bench')
)
INSERT INTO rollout_tally (rollout_id) VALUES ('rol_stage' || $1)`;

/** A rollout of its own release to every vehicle, approved and ready to start. */
export async function fileStageRollout(source: DataSource, fleetSize: number, round: number): Promise<RolloutId> {
  await source.query(RELEASE, [String(round)]);
  await source.query(ROLLOUT, [String(round), JSON.stringify(PLAN), fleetSize, thresholdsOfStages().map(String)]);
  return parseId('rol', `rol_stage${round}`);
}
