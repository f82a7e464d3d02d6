import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ToldBy } from './vehicle-row.js';

/** A computer in a vehicle besides the one that takes the update. What it ran before goes to `ecu_version` by a trigger. */
@Entity('ecu')
@Index('ecu_by_part', ['part'], { where: 'part IS NOT NULL' })
export class EcuRow {
  @PrimaryColumn('text', { name: 'vehicle_id', primaryKeyConstraintName: 'ecu_pk' }) vehicleId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ecu_pk' }) name!: string;
  /** What the vehicle says, else what the maker filed. */
  @Column('text', { name: 'hardware_id' }) hardwareId!: string;
  /** Null: only the vehicle has named it. */
  @Column('text', { name: 'filed_hardware_id', nullable: true }) filedHardwareId!: string | null;
  /** The supplier's part number. */
  @Column('text', { nullable: true }) part!: string | null;
  @Column('text', { nullable: true }) serial!: string | null;
  @Column('text', { nullable: true }) version!: string | null;
  @Column('boolean', { name: 'is_known' }) isKnown!: boolean;
  @Column('timestamptz') since!: Date;
  @Column('text', { name: 'told_by', nullable: true }) toldBy!: ToldBy | null;
  @Column('text', { name: 'attempt_id', nullable: true }) attemptId!: string | null;
}
