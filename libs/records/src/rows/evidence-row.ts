import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What another system told about a vehicle, once per source, vehicle, kind and instant. */
@Entity('evidence')
@Index('evidence_by_vehicle', ['vehicleId', 'kind'])
@Index('evidence_by_kind', ['kind', 'receivedAt'])
export class EvidenceRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'evidence_pk' }) source!: string;
  @PrimaryColumn('text', { name: 'vehicle_id', primaryKeyConstraintName: 'evidence_pk' }) vehicleId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'evidence_pk' }) kind!: string;
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'evidence_pk' }) at!: Date;
  @Column('boolean', { name: 'is_bad' }) isBad!: boolean;
  @Column('text', { nullable: true }) words!: string | null;
  @Column('text', { name: 'told_by' }) toldBy!: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
}
