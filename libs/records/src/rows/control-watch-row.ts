import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The spell under way in which a rollout's exposed vehicles are compared with the others, and the threshold when it began. */
@Entity('control_watch')
export class ControlWatchRow {
  @PrimaryColumn('text', { name: 'rollout_id', primaryKeyConstraintName: 'control_watch_pk' }) rolloutId!: string;
  @Column('timestamptz', { name: 'began_at' }) beganAt!: Date;
  @Column('bigint') threshold!: string;
}
