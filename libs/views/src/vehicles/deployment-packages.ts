import type { ReadPool } from '@tidings/postgres';
import { type Instant, instantOf, type PackageId, type ReleaseId, type Sha256 } from '@tidings/vocabulary';

/** A package as a vehicle is told of it. */
export interface DeploymentPackage {
  readonly packageId: PackageId;
  /** Small number for wires that want one. */
  readonly wireNumber: number;
  readonly name: string;
  readonly version: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: Sha256;
  readonly sha1: string;
  readonly md5: string;
  /** When its bytes came in. */
  readonly filedAt: Instant;
  /** Of the stored object, where the store keeps versions. */
  readonly storeVersion?: string;
}

/** The packages of a release for one kind of hardware. */
export async function deploymentPackages(
  pool: ReadPool,
  releaseId: ReleaseId,
  hardwareId: string,
): Promise<readonly DeploymentPackage[]> {
  const rows = await pool.rows<
    Omit<DeploymentPackage, 'size' | 'filedAt' | 'storeVersion'> & {
      size: string;
      filedAt: Date;
      storeVersion: string | null;
    }
  >(
    {
      name: 'deployment-packages',
      text: `SELECT p.id AS "packageId", p.wire_number AS "wireNumber", p.name, p.version, p.file_name AS "fileName",
                    f.size, f.sha256, f.sha1, f.md5, f.filed_at AS "filedAt",
                    f.store_version AS "storeVersion"
               FROM release e JOIN package p ON p.id = ANY(e.package_ids) JOIN artifact f ON f.sha256 = p.artifact_sha256
              WHERE e.id = $1 AND $2 = ANY(p.hardware_ids) ORDER BY p.wire_number`,
    },
    [releaseId, hardwareId],
  );
  return rows.map(({ storeVersion, ...row }) => ({
    ...row,
    size: Number(row.size),
    filedAt: instantOf(row.filedAt),
    ...(storeVersion !== null && { storeVersion }),
  }));
}
