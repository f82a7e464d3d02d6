import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A vehicle that has, or had, a recalled release installed. It stays in the denominator, whatever becomes of it. */
@Entity('recall_vehicle')
export class RecallVehicleRow {
  @PrimaryColumn('text', { name: 'recall_id', primaryKeyConstraintName: 'recall_vehicle_pk' }) recallId!: string;
  @PrimaryColumn('text', { name: 'vehicle_id', primaryKeyConstraintName: 'recall_vehicle_pk' }) vehicleId!: string;
  /** When we learned of it. */
  @Column('timestamptz', { name: 'affected_since' }) affectedSince!: Date;
}
