import type { ReadPool } from '@tidings/postgres';
import type { Sha256 } from '@tidings/vocabulary';

/** An artifact of a published release that the store was not asked to protect yet. */
export interface ArtifactToProtect {
  readonly sha256: Sha256;
  readonly storeVersion?: string;
}

/** At most `limit`; a release is published from its approval on, also when it was withdrawn: it is evidence then. */
export async function artifactsToProtect(pool: ReadPool, limit: number): Promise<readonly ArtifactToProtect[]> {
  const rows = await pool.rows<{ readonly sha256: Sha256; readonly storeVersion: string | null }>(
    {
      name: 'artifacts-to-protect',
      text: `SELECT f.sha256, f.store_version AS "storeVersion" FROM artifact f
              WHERE f.protected_until IS NULL AND EXISTS (
                    SELECT FROM package p JOIN release e ON p.id = ANY(e.package_ids)
                     WHERE p.artifact_sha256 = f.sha256 AND e.state <> 'draft')
              ORDER BY f.sha256 LIMIT $1`,
    },
    [limit],
  );
  return rows.map(({ sha256, storeVersion }) => ({ sha256, ...(storeVersion !== null && { storeVersion }) }));
}
