import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A vehicle's time in a ring; rows of the past stay, so that it can be said who was in it when. */
@Entity('ring_membership')
@Index('ring_membership_now', ['vehicleId', 'ring'], { unique: true, where: '"left_at" IS NULL' })
@Index('ring_membership_by_ring', ['ring'])
export class RingMembershipRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'ring_membership_pk',
    generatedIdentity: 'ALWAYS',
  })
  id!: string;
  @Column('text') ring!: string;
  @Column('text', { name: 'vehicle_id' }) vehicleId!: string;
  @Column('timestamptz', { name: 'joined_at' }) joinedAt!: Date;
  @Column('text', { name: 'joined_by' }) joinedBy!: string;
  @Column('timestamptz', { name: 'left_at', nullable: true }) leftAt!: Date | null;
  @Column('text', { name: 'left_by', nullable: true }) leftBy!: string | null;
}
