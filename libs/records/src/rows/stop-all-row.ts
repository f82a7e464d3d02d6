import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An order to stop all, from whichever door it came; in force until it is lifted. */
@Entity('stop_all')
@Index('stop_all_in_force', ['at'], { where: '"lifted_at" IS NULL' })
export class StopAllRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'stop_all_pk' }) id!: string;
  /** As it was said; proven only when it came through the release desk. */
  @Column('text') who!: string;
  @Column('text') why!: string;
  /** By the clock of whoever gave it. */
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'noted_at' }) notedAt!: Date;
  @Column('timestamptz', { name: 'lifted_at', nullable: true }) liftedAt!: Date | null;
  @Column('text', { name: 'lifted_by', nullable: true }) liftedBy!: string | null;
}
