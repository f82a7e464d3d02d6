import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Running counts of a rollout, apart from its row so that counting never disturbs a step. */
@Entity('rollout_tally')
export class RolloutTallyRow {
  @PrimaryColumn('text', { name: 'rollout_id', primaryKeyConstraintName: 'rollout_tally_pk' }) rolloutId!: string;
  @Column('int', { default: 0 }) offered!: number;
  @Column('int', { default: 0 }) open!: number;
  @Column('int', { default: 0 }) outcomes!: number;
}
