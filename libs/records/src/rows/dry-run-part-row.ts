import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Some vehicles of a stage, as a dry run or the start of its rollout found them: many in one row, because there may be a million. */
@Entity('dry_run_part')
@Index('dry_run_part_by_stage', ['dryRunId', 'moment', 'stage', 'id'])
export class DryRunPartRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'dry_run_part_pk',
    generatedIdentity: 'ALWAYS',
  })
  id!: string;
  @Column('text', { name: 'dry_run_id' }) dryRunId!: string;
  @Column('text') moment!: 'before' | 'at-start';
  /** 0-based place in the plan. */
  @Column('int') stage!: number;
  @Column('int') vehicles!: number;
  @Column('text', { name: 'vehicle_ids', array: true }) vehicleIds!: string[];
}
