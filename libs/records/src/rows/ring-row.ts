import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A group of vehicles that joined by their own wish. Known by its name, which stays. */
@Entity('ring')
export class RingRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ring_pk' }) name!: string;
  @Column('text') description!: string;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
