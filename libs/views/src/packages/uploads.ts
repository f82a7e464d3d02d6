import type { ReadPool } from '@tidings/postgres';
import { dateOf, type Instant, instantOf, type PackageId, type Sha256, type UploadId } from '@tidings/vocabulary';

/** A package on its way in. */
export interface Upload {
  readonly uploadId: UploadId;
  readonly declarationJws: string;
  readonly begunBy: string;
  readonly sha256: Sha256;
  /** Bytes, as declared. */
  readonly size: number;
  /** Where the store keeps its bytes until they are all there. */
  readonly arrival?: string;
  readonly expiresAt: Instant;
  /** The package it became. */
  readonly packageId?: PackageId;
}

interface Row {
  readonly id: UploadId;
  readonly declarationJws: string;
  readonly begunBy: string;
  readonly sha256: Sha256;
  readonly size: string;
  readonly arrival: string | null;
  readonly expiresAt: Date;
  readonly packageId: PackageId | null;
}

const SELECT = `SELECT id, declaration_jws AS "declarationJws", begun_by AS "begunBy", sha256, size, arrival,
  expires_at AS "expiresAt", package_id AS "packageId" FROM upload`;

export async function oneUpload(pool: ReadPool, uploadId: UploadId): Promise<Upload | undefined> {
  const row = await pool.one<Row>({ name: 'one-upload', text: `${SELECT} WHERE id = $1` }, [uploadId]);
  return row && uploadOf(row);
}

/** Unfinished ones whose time is over, at most a hundred. */
export async function expiredUploads(pool: ReadPool, now: Instant): Promise<readonly Upload[]> {
  const text = `${SELECT} WHERE package_id IS NULL AND expires_at <= $1 ORDER BY expires_at LIMIT 100`;
  return (await pool.rows<Row>({ text }, [dateOf(now)])).map(uploadOf);
}

/** Which of these places in the store belong to an upload that is not finished. */
export async function awaitedArrivals(pool: ReadPool, refs: readonly string[]): Promise<ReadonlySet<string>> {
  const text = 'SELECT arrival FROM upload WHERE package_id IS NULL AND arrival = ANY($1)';
  const rows = await pool.rows<{ readonly arrival: string }>({ text }, [refs]);
  return new Set(rows.map(({ arrival }) => arrival));
}

const uploadOf = ({ id, size, arrival, expiresAt, packageId, ...told }: Row): Upload => ({
  uploadId: id,
  ...told,
  size: Number(size),
  ...(arrival !== null && { arrival }),
  expiresAt: instantOf(expiresAt),
  ...(packageId !== null && { packageId }),
});
