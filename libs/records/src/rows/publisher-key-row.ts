import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A publisher's public key, under its RFC 7638 thumbprint. */
@Entity('publisher_key')
export class PublisherKeyRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'publisher_key_pk' }) kid!: string;
  @Column('text', { name: 'publisher_id' }) publisherId!: string;
  @Column('text') alg!: string;
  @Column('jsonb') jwk!: Record<string, unknown>;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}
