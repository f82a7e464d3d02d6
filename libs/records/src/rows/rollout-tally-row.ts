import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Running counts of a rollout, apart from its row so that counting never disturbs a step. */
@Entity('rollout_tally')
export class RolloutTallyRow {
  @PrimaryColumn('text', { name: 'rollout_id', primaryKeyConstraintName: 'rollout_tally_pk' }) rolloutId!: string;
  @Column('int', { default: 0 }) offered!: number;
  @Column('int', { default: 0 }) open!: number;
  @Column('int', { default: 0 }) outcomes!: number;
  /** The full hour in which downloads were last offered, and the bytes of all offers in it. */
  @Column('timestamptz', { nullable: true }) hour!: Date | null;
  @Column('bigint', { default: 0 }) bytes!: string;
}
