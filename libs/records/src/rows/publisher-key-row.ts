import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A publisher's public key, under its RFC 7638 thumbprint. Never changed but to end it. */
@Entity('publisher_key')
export class PublisherKeyRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'publisher_key_pk' }) kid!: string;
  @Column('text', { name: 'publisher_id' }) publisherId!: string;
  /** What people call it, as in "build server 2027". */
  @Column('text') name!: string;
  /** Who answers for it: a person or a team. */
  @Column('text') owner!: string;
  /** The one algorithm it signs with. */
  @Column('text') alg!: string;
  @Column('jsonb') jwk!: Record<string, unknown>;
  /** Packages for other hardware are refused; null: any hardware. */
  @Column('text', { name: 'hardware_ids', array: true, nullable: true }) hardwareIds!: string[] | null;
  /** What arrives before or from then on is refused; what arrived in between stays good. */
  @Column('timestamptz', { name: 'not_before', nullable: true }) notBefore!: Date | null;
  @Column('timestamptz', { name: 'not_after', nullable: true }) notAfter!: Date | null;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @Column('text', { name: 'revoked_by', nullable: true }) revokedBy!: string | null;
  @Column('text', { name: 'revoked_why', nullable: true }) revokedWhy!: string | null;
}
