import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A part of a cohort that waits while the rest goes on; at most once at a time. */
@Entity('slice_hold')
@Index('slice_hold_standing', ['rolloutId', 'attribute', 'value'], { unique: true, where: '"released_at" IS NULL' })
export class SliceHoldRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slice_hold_pk' }) id!: string;
  @Column('text', { name: 'rollout_id' }) rolloutId!: string;
  @Column('text') attribute!: string;
  @Column('text') value!: string;
  @Column('timestamptz') since!: Date;
  /** The counts that made it guilty. */
  @Column('jsonb') evidence!: unknown;
  /** Who asked to let it go, and why; another person then does. */
  @Column('text', { name: 'release_asked_by', nullable: true }) releaseAskedBy!: string | null;
  @Column('text', { name: 'release_why', nullable: true }) releaseWhy!: string | null;
  @Column('text', { name: 'released_by', nullable: true }) releasedBy!: string | null;
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt!: Date | null;
}
