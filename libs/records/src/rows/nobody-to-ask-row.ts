import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A vehicle with no account and no screen, until somebody decides for it. */
@Entity('nobody_to_ask')
export class NobodyToAskRow {
  @PrimaryColumn('text', { name: 'vehicle_id', primaryKeyConstraintName: 'nobody_to_ask_pk' }) vehicleId!: string;
  @Column('text', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
