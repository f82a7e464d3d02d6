import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a vehicle was last heard; flushed in batches, apart from the vehicle so that a poll never marks facts as changed. */
@Entity('vehicle_contact')
export class VehicleContactRow {
  @PrimaryColumn('text', { name: 'vehicle_id', primaryKeyConstraintName: 'vehicle_contact_pk' }) vehicleId!: string;
  @Column('timestamptz', { name: 'last_seen_at' }) lastSeenAt!: Date;
}
