import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A package on its way in: the signed declaration, waiting for its bytes. */
@Entity('upload')
export class UploadRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'upload_pk' }) id!: string;
  @Column('text', { name: 'declaration_jws' }) declarationJws!: string;
  @Column('text') kid!: string;
  @Column('text', { name: 'begun_by' }) begunBy!: string;
  @Column('timestamptz', { name: 'begun_at' }) begunAt!: Date;
  @Column('text', { name: 'artifact_sha256', nullable: true }) artifactSha256!: string | null;
  @Column('text', { name: 'package_id', nullable: true }) packageId!: string | null;
}
