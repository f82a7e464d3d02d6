import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One signed file for some kinds of ECU hardware, at one version. */
@Entity('package')
@Index('package_by_name_version', ['name', 'version'], { unique: true })
export class PackageRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'package_pk' }) id!: string;
  /** Small whole number for wires that want one (DDI software module id). */
  @Index('package_by_wire_number', { unique: true })
  @Column('int', { name: 'wire_number', generated: 'increment' })
  wireNumber!: number;
  @Column('text') name!: string;
  @Column('text') version!: string;
  @Column('text', { name: 'hardware_ids', array: true }) hardwareIds!: string[];
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('text', { name: 'artifact_sha256' }) artifactSha256!: string;
  @Column('text') kid!: string;
  @Column('text', { name: 'declaration_jws' }) declarationJws!: string;
  /** What the file said of itself when it came in (Inspected, in operations); null: it came before there were inspectors. */
  @Column('jsonb', { nullable: true }) inspection!: unknown;
  @Column('text', { name: 'received_by' }) receivedBy!: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
}
