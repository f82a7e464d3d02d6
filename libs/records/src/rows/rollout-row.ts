import type { Unwatched } from '@tidings/rollout-engine';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The intent to bring a cohort to a release, in stages. Opening a stage is one update of this row. */
@Entity('rollout')
export class RolloutRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'rollout_pk' }) id!: string;
  @Index('rollout_by_name', { unique: true })
  @Column('text')
  name!: string;
  @Column('text', { name: 'release_id' }) releaseId!: string;
  @Column('jsonb') cohort!: unknown;
  @Column('jsonb') plan!: unknown;
  @Column('text') state!: 'draft' | 'approved' | 'running' | 'paused' | 'halted' | 'completed';
  @Column('timestamptz', { name: 'state_at' }) stateAt!: Date;
  @Column('text', { name: 'state_by' }) stateBy!: string;
  @Column('text', { name: 'state_why', nullable: true }) stateWhy!: string | null;
  @Column('text') author!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'approved_by', nullable: true }) approvedBy!: string | null;
  /** Vehicles of the cohort below each stage's threshold, counted when a person approved. */
  @Column('int', { name: 'stage_counts', array: true, default: '{}' }) stageCounts!: number[];
  @Column('int', { name: 'cohort_count', default: 0 }) cohortCount!: number;
  /** What each stage opens up to, prepared with the counts: opening a stage reads it and scans nothing. */
  @Column('bigint', { name: 'stage_thresholds', array: true, default: '{}' }) stageThresholds!: string[];
  /** Raised by every step; a step is applied only to the revision it looked at. */
  @Column('int', { default: 1 }) revision!: number;
  @Column('int', { default: 1 }) epoch!: number;
  @Column('int', { name: 'valid_from_epoch', default: 1 }) validFromEpoch!: number;
  @Column('int', { name: 'stage_index', nullable: true }) stageIndex!: number | null;
  @Column('bigint', { nullable: true }) threshold!: string | null;
  @Column('int', { nullable: true }) cap!: number | null;
  /** OpenRamp, of a stage that opens in small steps. */
  @Column('jsonb', { nullable: true }) ramp!: unknown;
  /** The last stage is over; open for late joiners since then. */
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
  /** The version of its plan that is in force, and since when (null: since it was created). */
  @Column('int', { name: 'plan_version', default: 1 }) planVersion!: number;
  @Column('timestamptz', { name: 'plan_version_since', nullable: true }) planVersionSince!: Date | null;
  /** Vehicles offered it under earlier versions are no evidence any more: a halt came in between. */
  @Column('int', { name: 'evidence_from', default: 1 }) evidenceFrom!: number;
  /** What the conductor found missing when it looked last (StepReason[]): says why nothing moves, and moves nothing. */
  @Column('jsonb', { name: 'waits_for', default: [] }) waitsFor!: unknown;
  /** Since when a person is asked to decide. */
  @Column('timestamptz', { name: 'asked_at', nullable: true }) askedAt!: Date | null;
  @Column('timestamptz', { name: 'stage_opened_at', nullable: true }) stageOpenedAt!: Date | null;
  @Column('timestamptz', { name: 'evaluated_at', nullable: true }) evaluatedAt!: Date | null;
  /** Since the stage opened: when nobody looked. */
  @Column('jsonb', { default: [] }) unwatched!: readonly Unwatched[];
  /** Looks that the sub-cohort finder has had. */
  @Column('int', { name: 'slice_looks', default: 0 }) sliceLooks!: number;
}
