import type { RegisterLine } from '@tidings/rollout-engine';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The line of a vehicle that joined or changed after the register was written; as old as its attempt. */
@Entity('register_line')
@Index('register_line_by_rollout', ['rolloutId', 'attemptId'])
export class RegisterLineRow {
  @PrimaryColumn('text', { name: 'attempt_id', primaryKeyConstraintName: 'register_line_pk' }) attemptId!: string;
  @Column('text', { name: 'rollout_id' }) rolloutId!: string;
  @Column('text', { name: 'vehicle_id' }) vehicleId!: string;
  @Column('jsonb') line!: RegisterLine;
  @Column('timestamptz', { name: 'written_at' }) writtenAt!: Date;
}
