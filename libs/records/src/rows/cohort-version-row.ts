import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a saved cohort said from one save on. A trigger refuses every change: rollouts keep a copy and name the version. */
@Entity('cohort_version')
export class CohortVersionRow {
  @PrimaryColumn('text', { name: 'cohort_id', primaryKeyConstraintName: 'cohort_version_pk' }) cohortId!: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'cohort_version_pk' }) version!: number;
  @Column('jsonb') cohort!: unknown;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text') author!: string;
  @Column('timestamptz', { name: 'saved_at' }) savedAt!: Date;
  /** Active vehicles in it and of which it cannot be told, when it was saved. */
  @Column('int', { name: 'in_count' }) inCount!: number;
  @Column('int', { name: 'cannot_tell_count' }) cannotTellCount!: number;
}
