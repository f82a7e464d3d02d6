import type { ReadPool } from '@tidings/postgres';
import type { PackageId, Sha256, UploadId } from '@tidings/vocabulary';

/** A package on its way in. */
export interface Upload {
  readonly uploadId: UploadId;
  readonly declarationJws: string;
  readonly begunBy: string;
  /** Digest of the bytes that arrived whole. */
  readonly artifactSha256?: Sha256;
  /** The package it became. */
  readonly packageId?: PackageId;
}

interface Row {
  readonly id: UploadId;
  readonly declarationJws: string;
  readonly begunBy: string;
  readonly artifactSha256: Sha256 | null;
  readonly packageId: PackageId | null;
}

export async function oneUpload(pool: ReadPool, uploadId: UploadId): Promise<Upload | undefined> {
  const row = await pool.one<Row>(
    {
      name: 'one-upload',
      text: `SELECT id, declaration_jws AS "declarationJws", begun_by AS "begunBy", artifact_sha256 AS "artifactSha256",
                    package_id AS "packageId" FROM upload WHERE id = $1`,
    },
    [uploadId],
  );
  if (!row) return undefined;
  const { id, declarationJws, begunBy, artifactSha256, packageId } = row;
  return {
    uploadId: id,
    declarationJws,
    begunBy,
    ...(artifactSha256 !== null && { artifactSha256 }),
    ...(packageId !== null && { packageId }),
  };
}
