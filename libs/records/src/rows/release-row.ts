import type { EcuRange } from '@tidings/rollout-engine';
import type { DocumentKind, Precondition, TypeApproval, VersionScheme } from '@tidings/release-rules';
import type { Sha256 } from '@tidings/vocabulary';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A file attached to a release while it was a draft; its bytes are an artifact. */
export interface ReleaseDocument {
  readonly kind: DocumentKind;
  /** 'CycloneDX 1.6'. */
  readonly format: string;
  readonly fileName: string;
  readonly sha256: Sha256;
  /** Bytes. */
  readonly size: number;
  readonly attachedBy: string;
  /** RFC 3339. */
  readonly attachedAt: string;
}

/** The packages that bring a vehicle to a version. */
@Entity('release')
@Index('release_by_name_version', ['name', 'version'], { unique: true })
export class ReleaseRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'release_pk' }) id!: string;
  @Column('text') name!: string;
  @Column('text') version!: string;
  @Column('text', { name: 'minimum_version', nullable: true }) minimumVersion!: string | null;
  /** Its own version once more: it may bring vehicles back to it. */
  @Column('text', { name: 'returns_to', nullable: true }) returnsTo!: string | null;
  /** What a vehicle's other ECUs must run, and must not. */
  @Column('jsonb', { default: [] }) requires!: EcuRange[];
  @Column('jsonb', { default: [] }) conflicts!: EcuRange[];
  @Column('text', { name: 'package_ids', array: true }) packageIds!: string[];
  /** Models whose vehicles it is for; empty: whoever has the hardware. */
  @Column('text', { array: true, default: '{}' }) models!: string[];
  @Column('text', { name: 'version_scheme', nullable: true }) versionScheme!: VersionScheme | null;
  @Column('text', { name: 'rollback_to', nullable: true }) rollbackTo!: string | null;
  @Column('jsonb', { default: [] }) preconditions!: Precondition[];
  @Column('jsonb', { name: 'type_approval', nullable: true }) typeApproval!: TypeApproval | null;
  @Column('jsonb', { default: [] }) documents!: ReleaseDocument[];
  /** What the record said when it was drafted, as sentences. */
  @Column('text', { array: true, default: '{}' }) warnings!: string[];
  @Column('text') state!: 'draft' | 'approved' | 'available' | 'withdrawn';
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'approved_by', nullable: true }) approvedBy!: string | null;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt!: Date | null;
  /** Rollouts of it may start from then on. */
  @Column('timestamptz', { name: 'available_from', nullable: true }) availableFrom!: Date | null;
  @Column('text', { name: 'published_by', nullable: true }) publishedBy!: string | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt!: Date | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  @Column('text', { name: 'withdrawn_why', nullable: true }) withdrawnWhy!: string | null;
  /** UN R156 7.1.1.3: identifiers of the type-approved software, before and after. */
  @Column('jsonb', { nullable: true }) rxswin!: { readonly before?: string; readonly after: string } | null;
}
