import type { ReadPool } from '@tidings/postgres';
import { type Instant, instantOf, type PackageId, type Sha256 } from '@tidings/vocabulary';

/** The one file of a package, and where its bytes are. */
export interface PackageFile {
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: Sha256;
  readonly filedAt: Instant;
  /** Of the stored object, where the store keeps versions. */
  readonly storeVersion?: string;
}

export async function packageFile(pool: ReadPool, packageId: PackageId): Promise<PackageFile | undefined> {
  const row = await pool.one<{
    readonly fileName: string;
    readonly size: string;
    readonly sha256: Sha256;
    readonly filedAt: Date;
    readonly storeVersion: string | null;
  }>(
    {
      name: 'package-file',
      text: `SELECT p.file_name AS "fileName", f.size, f.sha256, f.filed_at AS "filedAt", f.store_version AS "storeVersion"
               FROM package p JOIN artifact f ON f.sha256 = p.artifact_sha256 WHERE p.id = $1`,
    },
    [packageId],
  );
  if (!row) return undefined;
  const { storeVersion, ...told } = row;
  return {
    ...told,
    size: Number(row.size),
    filedAt: instantOf(row.filedAt),
    ...(storeVersion !== null && { storeVersion }),
  };
}
