import type { RegisterLine } from '@tidings/rollout-engine';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A vehicle that a target register refuses: what of the register is asked for car by car. The lines themselves are an artifact. */
@Entity('register_refusal')
@Index('register_refusal_by_vehicle', ['vehicleId'])
export class RegisterRefusalRow {
  @PrimaryColumn('text', { name: 'rollout_id', primaryKeyConstraintName: 'register_refusal_pk' }) rolloutId!: string;
  /** Which scan found it; it counts while that of the newest register is the same. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'register_refusal_pk' }) scan!: string;
  @PrimaryColumn('text', { name: 'vehicle_id', primaryKeyConstraintName: 'register_refusal_pk' }) vehicleId!: string;
  @Column('jsonb') refusals!: RegisterLine['refusals'];
  @Column('timestamptz', { name: 'written_at' }) writtenAt!: Date;
}
