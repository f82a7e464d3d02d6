import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The bytes of a package in the artifact store, with the digests that clients of DDI ask for. */
@Entity('artifact')
export class ArtifactRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'artifact_pk' }) sha256!: string;
  @Column('text') sha1!: string;
  @Column('text') md5!: string;
  @Column('bigint') size!: string;
  @Column('timestamptz', { name: 'filed_at' }) filedAt!: Date;
  /** Where the store keeps versions: the object that was filed, whatever anybody put over it since. */
  @Column('text', { name: 'store_version', nullable: true }) storeVersion!: string | null;
  /** Until then the store lets nobody alter or remove it; null where it cannot, or was not asked yet. */
  @Column('timestamptz', { name: 'protected_until', nullable: true }) protectedUntil!: Date | null;
}
