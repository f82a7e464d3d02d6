import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A step with everything it looked at. */
@Entity('rollout_step')
@Index('rollout_step_by_rollout', ['rolloutId', 'id'])
export class RolloutStepRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'rollout_step_pk',
    generatedIdentity: 'ALWAYS',
  })
  id!: string;
  @Column('text', { name: 'rollout_id' }) rolloutId!: string;
  @Column('int') revision!: number;
  @Column('text') kind!: string;
  @Column('jsonb') evidence!: unknown;
  @Column('jsonb') reasons!: unknown;
  @Column('timestamptz', { name: 'decided_at' }) decidedAt!: Date;
  @Column('text', { name: 'decided_by' }) decidedBy!: string;
}
