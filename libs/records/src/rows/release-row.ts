import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The packages that bring a vehicle to a version. */
@Entity('release')
@Index('release_by_name_version', ['name', 'version'], { unique: true })
export class ReleaseRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'release_pk' }) id!: string;
  @Column('text') name!: string;
  @Column('text') version!: string;
  @Column('text', { name: 'minimum_version', nullable: true }) minimumVersion!: string | null;
  @Column('text', { name: 'package_ids', array: true }) packageIds!: string[];
  @Column('text') state!: 'draft' | 'approved' | 'withdrawn';
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'approved_by', nullable: true }) approvedBy!: string | null;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt!: Date | null;
}
