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
  /** Vehicles with the same number are alike in all that gates compare. */
  @Column('bigint', { default: 0 }) kind!: string;
  /** Follows from the vehicle: the same one is in the same part, whenever it is looked at. */
  @Column('smallint', { default: 0 }) part!: number;
  @Column('int') vehicles!: number;
  @Column('text', { name: 'vehicle_ids', array: true }) vehicleIds!: string[];
}
