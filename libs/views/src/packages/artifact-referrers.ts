import type { ReadPool } from '@tidings/postgres';
import type { Sha256 } from '@tidings/vocabulary';

/**
 * Everything that refers to an artifact, as SQL that selects digests. Whoever adds a column that does adds a line here, or the bytes are
 * collected: artifact-referrers.spec.ts finds columns that are called like one.
 */
export const REFERRERS: Readonly<Record<string, string>> = {
  'package.artifact_sha256': 'SELECT artifact_sha256 FROM package',
  'release.documents': `SELECT d->>'sha256' FROM release, jsonb_array_elements(documents) d`,
  'target_register.artifact_sha256': 'SELECT artifact_sha256 FROM target_register',
  // Somebody is bringing them: they are not taken away in the moment in which they are wanted.
  'upload.sha256': 'SELECT sha256 FROM upload WHERE package_id IS NULL',
};

/** Which of these artifacts nothing refers to. */
export async function unreferredArtifacts(pool: ReadPool, sha256s: readonly Sha256[]): Promise<readonly Sha256[]> {
  const text = `SELECT sha256 FROM unnest($1::text[]) AS stored (sha256)
    EXCEPT SELECT referred.sha256 FROM (${Object.values(REFERRERS).join(' UNION ALL ')}) AS referred (sha256) WHERE referred.sha256 = ANY($1)`;
  return (await pool.rows<{ readonly sha256: Sha256 }>({ text }, [sha256s])).map(({ sha256 }) => sha256);
}
