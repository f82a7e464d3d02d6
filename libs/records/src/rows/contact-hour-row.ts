import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Of the vehicles of a kind in a sample: how many were heard in that hour. Forecasts learn from it in which hours of the week a fleet is heard. */
@Entity('contact_hour')
export class ContactHourRow {
  /** Beginning of the hour. */
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'contact_hour_pk' }) at!: Date;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'contact_hour_pk' }) model!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'contact_hour_pk' }) market!: string;
  @Column('int') vehicles!: number;
  @Column('int') heard!: number;
}
