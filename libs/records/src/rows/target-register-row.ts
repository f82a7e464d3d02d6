import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A target register: its lines lie in the artifact store, gzipped, and are referred to from here for good. */
@Entity('target_register')
export class TargetRegisterRow {
  @PrimaryColumn('text', { name: 'rollout_id', primaryKeyConstraintName: 'target_register_pk' }) rolloutId!: string;
  /** 1, 2, 3 ... of the rollout; the last one counts. */
  @PrimaryColumn('int', { primaryKeyConstraintName: 'target_register_pk' }) number!: number;
  @Column('text', { name: 'artifact_sha256' }) artifactSha256!: string;
  /** Of the lines as they are read, so that who only has those can compare. */
  @Column('text', { name: 'lines_sha256' }) linesSha256!: string;
  /** Of the artifact. */
  @Column('bigint') bytes!: string;
  @Column('int') vehicles!: number;
  @Column('int') compatible!: number;
  /** Rule -> vehicles; one that several rules refuse is counted under each. */
  @Column('jsonb') refused!: Readonly<Record<string, number>>;
  @Column('text') rule!: string;
  /** Before the first vehicle was read. */
  @Column('timestamptz', { name: 'as_of' }) asOf!: Date;
  /** A vehicle changed in this transaction or a later one is not as it was read. */
  @Column('bigint') mark!: string;
  /** Names its refusals in `register_refusal`. */
  @Column('text') scan!: string;
  @Column('text', { name: 'written_by' }) writtenBy!: string;
}
