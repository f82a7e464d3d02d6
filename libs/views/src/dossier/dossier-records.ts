import type { ReadPool } from '@tidings/postgres';
import type { ReleaseId, RolloutId } from '@tidings/vocabulary';

/** A record as a dossier shows it: the columns by their own names. */
export type DossierRecord = Readonly<Record<string, unknown>>;

interface Part {
  readonly kind: string;
  /** $1: rollout, $2: release, $3: behind this key, as text. Columns: record (jsonb), key (text). */
  readonly text: string;
}

const AT_ONCE = 1_000;

/** What was shown and decided, and what came of it, in the order of the dossier. */
const PARTS: readonly Part[] = [
  {
    kind: 'rollout',
    text: `SELECT to_jsonb(r) AS record, r.id AS key FROM rollout r WHERE r.id = $1`,
  },
  {
    kind: 'release',
    text: `SELECT to_jsonb(e) AS record, e.id AS key FROM release e WHERE e.id = $2`,
  },
  {
    kind: 'package',
    text: `SELECT jsonb_build_object('id', p.id, 'name', p.name, 'version', p.version, 'hardwareIds', p.hardware_ids, 'fileName', p.file_name,
             'sha256', p.artifact_sha256, 'receivedBy', p.received_by, 'receivedAt', p.received_at, 'kid', p.kid, 'alg', k.alg, 'jwk', k.jwk,
             'keyRevokedAt', k.revoked_at, 'declarationJws', p.declaration_jws) AS record, p.id AS key
             FROM release e JOIN package p ON p.id = ANY(e.package_ids) JOIN publisher_key k ON k.kid = p.kid WHERE e.id = $2`,
  },
  {
    kind: 'plan-version',
    text: `SELECT to_jsonb(v) AS record, lpad(v.number::text, 9, '0') AS key FROM plan_version v WHERE v.rollout_id = $1`,
  },
  {
    kind: 'note-revision',
    text: `SELECT jsonb_build_object('id', n.id, 'releaseId', n.release_id, 'language', n.language, 'number', n.number, 'source', n.source,
             'hash', n.hash, 'previousHash', n.previous_hash, 'renderedHash', n.rendered->'hash', 'state', n.state, 'author', n.author,
             'submittedAt', n.submitted_at, 'approvedBy', n.approved_by, 'safetyApprovedBy', n.safety_approved_by, 'liveAt', n.live_at)
             AS record, n.id AS key FROM note_revision n WHERE n.release_id = $2`,
  },
  {
    kind: 'owner-decision',
    text: `SELECT to_jsonb(d) AS record, d.id AS key FROM owner_decision d WHERE d.release_id = $2`,
  },
  {
    kind: 'attempt',
    text: `SELECT to_jsonb(a) - 'facts' || jsonb_build_object('controller_id', v.controller_id) AS record, a.id AS key
             FROM attempt a JOIN vehicle v ON v.id = a.vehicle_id WHERE a.rollout_id = $1`,
  },
  {
    kind: 'step',
    text: `SELECT to_jsonb(s) AS record, lpad(s.id::text, 20, '0') AS key FROM rollout_step s WHERE s.rollout_id = $1`,
  },
];

/** Every record of every part, a page at a time; memory stays flat whatever the size of the fleet. */
export async function* dossierRecords(
  pool: ReadPool,
  { rolloutId, releaseId }: { readonly rolloutId: RolloutId; readonly releaseId: ReleaseId },
): AsyncGenerator<{ readonly kind: string; readonly record: DossierRecord }> {
  for (const { kind, text } of PARTS) {
    for (let last = ''; ;) {
      const page = await pool.rows<{ record: DossierRecord; key: string }>(
        {
          name: `dossier-${kind}`,
          text: `SELECT * FROM (${text}) AS part WHERE key > $3 AND coalesce($1::text, $2::text) IS NOT NULL ORDER BY key LIMIT ${AT_ONCE}`,
        },
        [rolloutId, releaseId, last],
      );
      for (const { record } of page) yield { kind, record };
      if (page.length < AT_ONCE) break;
      last = page.at(-1)!.key;
    }
  }
}
