import type { ReadPool } from '@tidings/postgres';
import type { DocumentKind, Precondition, TypeApproval, VersionScheme } from '@tidings/release-rules';
import type { EcuRange } from '@tidings/rollout-engine';
import { type Instant, instantOf, type PackageId, type ReleaseId, type Sha256 } from '@tidings/vocabulary';
import { mapPage, type Page, type PageOf, pageOf } from '../page.js';

export interface Release {
  readonly releaseId: ReleaseId;
  readonly name: string;
  readonly version: string;
  readonly minimumVersion?: string;
  readonly returnsTo?: string;
  readonly requires: readonly EcuRange[];
  readonly conflicts: readonly EcuRange[];
  /** Empty: whoever has the hardware. */
  readonly models: readonly string[];
  readonly versionScheme?: VersionScheme;
  readonly rollbackTo?: string;
  readonly preconditions: readonly Precondition[];
  readonly typeApproval?: TypeApproval;
  readonly documents: readonly AttachedDocument[];
  /** What the record said when it was drafted. */
  readonly warnings: readonly string[];
  readonly packages: readonly { readonly packageId: PackageId; readonly name: string; readonly version: string }[];
  readonly state: 'draft' | 'approved' | 'available' | 'withdrawn';
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly approvedBy?: string;
  readonly approvedAt?: Instant;
  /** Rollouts of it may start from then on. */
  readonly availableFrom?: Instant;
  readonly publishedBy?: string;
  readonly withdrawn?: { readonly at: Instant; readonly by: string; readonly why: string };
  /** Identifiers of the type-approved software (UN R156), as the release manager named them. */
  readonly rxswin?: { readonly before?: string; readonly after: string };
  /** Languages whose note is live. */
  readonly liveLanguages: readonly string[];
}

/** A file attached to it; its digest is part of what was approved. */
interface AttachedDocument {
  readonly kind: DocumentKind;
  readonly format: string;
  readonly fileName: string;
  readonly sha256: Sha256;
  /** Bytes. */
  readonly size: number;
  readonly attachedBy: string;
  readonly attachedAt: string;
}

interface Row {
  readonly models: readonly string[];
  readonly versionScheme: VersionScheme | null;
  readonly rollbackTo: string | null;
  readonly preconditions: readonly Precondition[];
  readonly typeApproval: TypeApproval | null;
  readonly documents: readonly AttachedDocument[];
  readonly warnings: readonly string[];
  readonly releaseId: ReleaseId;
  readonly name: string;
  readonly version: string;
  readonly minimumVersion: string | null;
  readonly returnsTo: string | null;
  readonly requires: readonly EcuRange[];
  readonly conflicts: readonly EcuRange[];
  readonly packages: Release['packages'];
  readonly state: Release['state'];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly availableFrom: Date | null;
  readonly publishedBy: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnWhy: string | null;
  readonly rxswin: NonNullable<Release['rxswin']> | null;
  readonly liveLanguages: readonly string[];
}

const COLUMNS = `t.id AS "releaseId", t.name, t.version, t.minimum_version AS "minimumVersion", t.returns_to AS "returnsTo",
  t.requires, t.conflicts, t.models, t.version_scheme AS "versionScheme", t.rollback_to AS "rollbackTo", t.preconditions,
  t.type_approval AS "typeApproval", t.documents, t.warnings, t.state,
  t.created_by AS "createdBy", t.created_at AS "createdAt", t.approved_by AS "approvedBy", t.approved_at AS "approvedAt",
  t.available_from AS "availableFrom", t.published_by AS "publishedBy", t.withdrawn_at AS "withdrawnAt", t.withdrawn_by AS "withdrawnBy", t.withdrawn_why AS "withdrawnWhy", t.rxswin,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('packageId', p.id, 'name', p.name, 'version', p.version) ORDER BY p.name, p.id),
          '[]') FROM package p WHERE p.id = ANY(t.package_ids)) AS packages,
  ARRAY(SELECT n.language FROM note_revision n WHERE n.release_id = t.id AND n.state = 'live' ORDER BY n.language)
    AS "liveLanguages"`;

export async function releases(pool: ReadPool, page: PageOf): Promise<Page<Release>> {
  const list = { name: 'releases', columns: COLUMNS, from: 'release t', table: 'release', at: 'created_at', id: 'id' };
  return mapPage(await pageOf<Row>(pool, list, page), releaseOf);
}

export async function oneRelease(pool: ReadPool, releaseId: ReleaseId): Promise<Release | undefined> {
  const row = await pool.one<Row>({ name: 'one-release', text: `SELECT ${COLUMNS} FROM release t WHERE t.id = $1` }, [
    releaseId,
  ]);
  return row && releaseOf(row);
}

const releaseOf = (row: Row): Release => ({
  releaseId: row.releaseId,
  name: row.name,
  version: row.version,
  packages: row.packages,
  state: row.state,
  createdBy: row.createdBy,
  createdAt: instantOf(row.createdAt),
  liveLanguages: row.liveLanguages,
  requires: row.requires,
  conflicts: row.conflicts,
  models: row.models,
  preconditions: row.preconditions,
  documents: row.documents,
  warnings: row.warnings,
  ...(row.versionScheme !== null && { versionScheme: row.versionScheme }),
  ...(row.rollbackTo !== null && { rollbackTo: row.rollbackTo }),
  ...(row.typeApproval !== null && { typeApproval: row.typeApproval }),
  ...(row.returnsTo !== null && { returnsTo: row.returnsTo }),
  ...(row.minimumVersion !== null && { minimumVersion: row.minimumVersion }),
  ...(row.approvedBy !== null && { approvedBy: row.approvedBy }),
  ...(row.approvedAt !== null && { approvedAt: instantOf(row.approvedAt) }),
  ...(row.availableFrom !== null && { availableFrom: instantOf(row.availableFrom) }),
  ...(row.publishedBy !== null && { publishedBy: row.publishedBy }),
  ...(row.withdrawnAt !== null && {
    withdrawn: { at: instantOf(row.withdrawnAt), by: row.withdrawnBy ?? '', why: row.withdrawnWhy ?? '' },
  }),
  ...(row.rxswin !== null && { rxswin: row.rxswin }),
});
