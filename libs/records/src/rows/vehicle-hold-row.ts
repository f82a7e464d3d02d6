import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person's hold on one vehicle: nothing begins or goes on there until a person lifts it. The journal has those that were lifted. */
@Entity('vehicle_hold')
export class VehicleHoldRow {
  @PrimaryColumn('text', { name: 'vehicle_id', primaryKeyConstraintName: 'vehicle_hold_pk' }) vehicleId!: string;
  @Column('text') why!: string;
  @Column('text', { name: 'held_by' }) heldBy!: string;
  @Column('timestamptz', { name: 'held_at' }) heldAt!: Date;
}
