import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A vehicle of a rollout's cohort that went silent or unwell while it ran, exposed or not: one observation a vehicle. */
@Entity('first_trouble')
export class FirstTroubleRow {
  @PrimaryColumn('text', { name: 'rollout_id', primaryKeyConstraintName: 'first_trouble_pk' }) rolloutId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'first_trouble_pk' }) guardrail!: 'silent' | 'health';
  @PrimaryColumn('text', { name: 'vehicle_id', primaryKeyConstraintName: 'first_trouble_pk' }) vehicleId!: string;
  /** End of the spell in which it was found. */
  @Column('timestamptz', { name: 'found_at' }) foundAt!: Date;
}
