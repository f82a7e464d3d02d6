import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A plan as it was proposed for a rollout, what it changes, and what became of it. Never changed but for its decision. */
@Entity('plan_version')
@Index('plan_version_one_proposed', ['rolloutId'], { unique: true, where: `"state" = 'proposed'` })
export class PlanVersionRow {
  @PrimaryColumn('text', { name: 'rollout_id', primaryKeyConstraintName: 'plan_version_pk' }) rolloutId!: string;
  /** 1, 2, 3 ... of the rollout. */
  @PrimaryColumn('int', { primaryKeyConstraintName: 'plan_version_pk' }) number!: number;
  @Column('jsonb') plan!: unknown;
  /** PlanChange[] against the version before. */
  @Column('jsonb') changes!: unknown;
  /** The named cause; empty for the first version. */
  @Column('text') why!: string;
  @Column('text') state!: 'proposed' | 'in-force' | 'replaced' | 'withdrawn';
  @Column('text') author!: string;
  @Column('timestamptz', { name: 'proposed_at' }) proposedAt!: Date;
  /** Who put it in force: another person, or its author when it only tightens. */
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
}
