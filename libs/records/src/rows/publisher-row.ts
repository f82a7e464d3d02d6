import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who may sign packages. */
@Entity('publisher')
export class PublisherRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'publisher_pk' }) id!: string;
  @Index('publisher_by_name', { unique: true })
  @Column('text')
  name!: string;
  @Column('text', { name: 'registered_by' }) registeredBy!: string;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt!: Date;
}
