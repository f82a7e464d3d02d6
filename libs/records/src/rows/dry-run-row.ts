import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a rollout would do, looked at before it starts. */
@Entity('dry_run')
@Index('dry_run_by_rollout', ['rolloutId', 'factsAt'])
export class DryRunRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'dry_run_pk' }) id!: string;
  @Column('text', { name: 'rollout_id' }) rolloutId!: string;
  @Column('text', { name: 'asked_by' }) askedBy!: string;
  /** The instant whose facts it tells. */
  @Column('timestamptz', { name: 'facts_at' }) factsAt!: Date;
  /** Empty while it is being counted. */
  @Column('jsonb', { nullable: true }) counts!: unknown;
  /** Cars that are alike in all that gates compare: what a forecast is rehearsed with. */
  @Column('jsonb', { default: [] }) alike!: unknown;
  /** Of the rehearsals: so much is done, in basis points. */
  @Column('int', { name: 'rehearsed_share', default: 0 }) rehearsedShare!: number;
  /** Empty while it is being rehearsed. */
  @Column('jsonb', { nullable: true }) forecast!: unknown;
  /** What was different when the rollout had started. */
  @Column('jsonb', { nullable: true }) differences!: unknown;
}
