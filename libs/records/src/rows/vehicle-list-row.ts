import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A list of vehicles on file; it never changes, and the same vehicles are filed once. */
@Entity('vehicle_list')
export class VehicleListRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'vehicle_list_pk' }) id!: string;
  /** SHA-256 over the ids in order, a line each. */
  @Index('vehicle_list_by_digest', { unique: true })
  @Column('text')
  digest!: string;
  @Column('int') vehicles!: number;
  @Column('text', { name: 'filed_by' }) filedBy!: string;
  @Column('timestamptz', { name: 'filed_at' }) filedAt!: Date;
}
