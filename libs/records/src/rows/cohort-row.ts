import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A name people know a cohort by. What it says stands in its versions; after deletion the name is free, and the versions stay. */
@Entity('cohort')
@Index('cohort_by_name', ['name'], { unique: true, where: '"deleted_at" IS NULL' })
export class CohortRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'cohort_pk' }) id!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt!: Date | null;
  @Column('text', { name: 'deleted_by', nullable: true }) deletedBy!: string | null;
}
