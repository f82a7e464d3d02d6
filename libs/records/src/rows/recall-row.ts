import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A release that is called back, and the one that mends it. */
@Entity('recall')
@Index('recall_by_release', ['releaseId', 'fixReleaseId'], { unique: true })
export class RecallRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'recall_pk' }) id!: string;
  @Column('text', { name: 'release_id' }) releaseId!: string;
  @Column('text', { name: 'fix_release_id' }) fixReleaseId!: string;
  /** Brings the fix. */
  @Column('text', { name: 'rollout_id' }) rolloutId!: string;
  @Column('text') why!: string;
  @Column('text', { name: 'called_by' }) calledBy!: string;
  @Column('timestamptz', { name: 'called_at' }) calledAt!: Date;
}
