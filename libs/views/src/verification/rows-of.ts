import type { ReadPool } from '@tidings/postgres';
import type { SealedKindName, SealedRow } from '@tidings/update-trust';
import type { PackageId, ReleaseId } from '@tidings/vocabulary';

const OF_PACKAGES = `
SELECT 'package' AS kind, ARRAY[p.id] AS key FROM package p JOIN wanted w ON w.id = p.id
UNION ALL SELECT 'artifact', ARRAY[p.artifact_sha256] FROM package p JOIN wanted w ON w.id = p.id
UNION ALL SELECT DISTINCT 'publisher key', ARRAY[p.kid] FROM package p JOIN wanted w ON w.id = p.id
UNION ALL SELECT DISTINCT 'publisher', ARRAY[k.publisher_id] FROM package p JOIN wanted w ON w.id = p.id JOIN publisher_key k ON k.kid = p.kid`;

/** A package, and the key, the publisher and the artifact it rests on. */
export const rowsOfPackage = (pool: ReadPool, id: PackageId): Promise<readonly SealedRow[]> =>
  found(pool, `WITH wanted AS (SELECT $1::text AS id) ${OF_PACKAGES}`, id);

/** A release with its packages, its notes, and what was approved to bring it to vehicles. */
export const rowsOfRelease = (pool: ReadPool, id: ReleaseId): Promise<readonly SealedRow[]> =>
  found(
    pool,
    `WITH wanted AS (SELECT unnest(e.package_ids) AS id FROM release e WHERE e.id = $1)
SELECT 'release' AS kind, ARRAY[e.id] AS key FROM release e WHERE e.id = $1
UNION ALL ${OF_PACKAGES}
UNION ALL SELECT 'note', ARRAY[n.id] FROM note_revision n WHERE n.release_id = $1
UNION ALL SELECT 'rollout', ARRAY[r.id] FROM rollout r WHERE r.release_id = $1
UNION ALL SELECT 'plan version', ARRAY[v.rollout_id, v.number::text] FROM plan_version v JOIN rollout r ON r.id = v.rollout_id AND r.release_id = $1
UNION ALL SELECT 'target register', ARRAY[g.rollout_id, g.number::text] FROM target_register g JOIN rollout r ON r.id = g.rollout_id AND r.release_id = $1`,
    id,
  );

async function found(pool: ReadPool, text: string, id: string): Promise<readonly SealedRow[]> {
  const rows = await pool.rows<{ kind: SealedKindName; key: readonly string[] }>({ text }, [id]);
  return rows.map(({ kind, key }) => [kind, ...key]);
}
