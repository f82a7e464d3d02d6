import type { JudgedFinding, PackageContents } from '@tidings/package-inspectors';
import type { ReadPool } from '@tidings/postgres';
import { type Instant, instantOf, type PackageId, type PublisherId, type Sha256 } from '@tidings/vocabulary';
import { mapPage, type Page, type PageOf, pageOf } from '../page.js';

/** A signed file as people see it. */
export interface FiledPackage {
  readonly packageId: PackageId;
  readonly name: string;
  readonly version: string;
  readonly hardwareIds: readonly string[];
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: Sha256;
  readonly kid: string;
  readonly isKeyRevoked: boolean;
  readonly publisherId: PublisherId;
  readonly publisher: string;
  /** What the publisher signed: anybody with the public key can check it. */
  readonly declarationJws: string;
  /** What the file said of itself; absent of packages that came before there were inspectors. */
  readonly inspection?: {
    readonly contents: PackageContents;
    readonly findings: readonly JudgedFinding[];
  };
  readonly receivedBy: string;
  readonly receivedAt: Instant;
}

type Row = Omit<FiledPackage, 'size' | 'receivedAt' | 'inspection'> & {
  readonly size: string;
  readonly receivedAt: Date;
  readonly inspection: NonNullable<FiledPackage['inspection']> | null;
};

const COLUMNS = `t.id AS "packageId", t.name, t.version, t.hardware_ids AS "hardwareIds", t.file_name AS "fileName", f.size, f.sha256,
  t.kid, k.revoked_at IS NOT NULL AS "isKeyRevoked", p.id AS "publisherId", p.name AS publisher,
  t.declaration_jws AS "declarationJws", t.inspection, t.received_by AS "receivedBy", t.received_at AS "receivedAt"`;
const FROM = `package t JOIN artifact f ON f.sha256 = t.artifact_sha256 JOIN publisher_key k ON k.kid = t.kid
  JOIN publisher p ON p.id = k.publisher_id`;

export async function packages(pool: ReadPool, page: PageOf): Promise<Page<FiledPackage>> {
  const list = { name: 'packages', columns: COLUMNS, from: FROM, table: 'package', at: 'received_at', id: 'id' };
  return mapPage(await pageOf<Row>(pool, list, page), packageOf);
}

export async function onePackage(pool: ReadPool, packageId: PackageId): Promise<FiledPackage | undefined> {
  const row = await pool.one<Row>({ name: 'one-package', text: `SELECT ${COLUMNS} FROM ${FROM} WHERE t.id = $1` }, [
    packageId,
  ]);
  return row && packageOf(row);
}

const packageOf = ({ inspection, ...row }: Row): FiledPackage => ({
  ...row,
  ...(inspection && { inspection }),
  size: Number(row.size),
  receivedAt: instantOf(row.receivedAt),
});
