import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A package on its way in: the signed declaration, waiting for its bytes. */
@Entity('upload')
@Index('upload_unfinished', ['expiresAt'], { where: '"package_id" IS NULL' })
export class UploadRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'upload_pk' }) id!: string;
  @Column('text', { name: 'declaration_jws' }) declarationJws!: string;
  @Column('text') kid!: string;
  /** As declared, and so is the size in bytes. */
  @Column('text') sha256!: string;
  @Column('bigint') size!: string;
  /** The store's name for the place where the bytes wait; null while none have come. */
  @Column('text', { nullable: true }) arrival!: string | null;
  @Column('text', { name: 'begun_by' }) begunBy!: string;
  @Column('timestamptz', { name: 'begun_at' }) begunAt!: Date;
  /** Moves on with every byte that comes; nothing expires that has become a package. */
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('text', { name: 'package_id', nullable: true }) packageId!: string | null;
}
