import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A pipeline's key to the release desk; acts as the person who issued it, never approves. */
@Entity('api_token')
export class ApiTokenRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'api_token_pk' }) id!: string;
  @Index('api_token_by_digest', { unique: true })
  @Column('text')
  digest!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'issued_by' }) issuedBy!: string;
  @Column('text', { name: 'issuer_name' }) issuerName!: string;
  @Column('text', { array: true }) roles!: string[];
  @Column('timestamptz', { name: 'issued_at' }) issuedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}
