import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { ToldBy } from './vehicle-row.js';

/** What an ECU ran until it ran something else: written by the triggers of `vehicle` and `ecu` in the transaction that changes it. */
@Entity('ecu_version')
@Index('ecu_version_by_vehicle', ['vehicleId', 'id'])
export class EcuVersionRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'ecu_version_pk',
  })
  id!: string;
  @Column('text', { name: 'vehicle_id' }) vehicleId!: string;
  /** 'main': the one that takes the update. */
  @Column('text') ecu!: string;
  @Column('text', { name: 'hardware_id' }) hardwareId!: string;
  /** Null: not known in this time. */
  @Column('text', { nullable: true }) version!: string | null;
  @Column('timestamptz') since!: Date;
  @Column('timestamptz') until!: Date;
  @Column('text', { name: 'told_by', nullable: true }) toldBy!: ToldBy | null;
  @Column('text', { name: 'attempt_id', nullable: true }) attemptId!: string | null;
}
