import type { ChosenEnd } from '@tidings/rollout-engine';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One try to bring this release to this vehicle. */
@Entity('attempt')
@Index('attempt_by_wire_number', ['vehicleId', 'wireNumber'], { unique: true })
@Index('attempt_by_number', ['vehicleId', 'rolloutId', 'number'], { unique: true })
@Index('attempt_one_open', ['vehicleId'], { unique: true, where: '"closed_at" IS NULL' })
@Index('attempt_installed_by_release', ['releaseId', 'vehicleId'], { where: `"state" = 'installed'` })
@Index('attempt_by_rollout', ['rolloutId', 'state'])
@Index('attempt_to_watch', ['state', 'fetchedAt'], { where: '"soaked_at" IS NULL AND "went_back_at" IS NULL' })
export class AttemptRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'attempt_pk' }) id!: string;
  @Column('text', { name: 'vehicle_id' }) vehicleId!: string;
  @Column('text', { name: 'rollout_id' }) rolloutId!: string;
  @Column('text', { name: 'release_id' }) releaseId!: string;
  @Column('int') number!: number;
  @Column('int', { name: 'wire_number' }) wireNumber!: number;
  @Column('int') epoch!: number;
  @Column('int', { name: 'stage_index' }) stageIndex!: number;
  /** Of the rollout when it was offered. */
  @Column('int', { name: 'plan_version', default: 1 }) planVersion!: number;
  @Column('text', { name: 'hardware_id' }) hardwareId!: string;
  /** The facts the opening gates compared, frozen. */
  @Column('jsonb') facts!: unknown;
  @Column('text') state!: string;
  @Column('boolean', { name: 'is_inferred', default: false }) isInferred!: boolean;
  @Column('text', { nullable: true }) failure!: string | null;
  @Column('text', { nullable: true }) cause!: string | null;
  @Column('timestamptz', { name: 'offered_at' }) offeredAt!: Date;
  @Column('timestamptz', { name: 'fetched_at', nullable: true }) fetchedAt!: Date | null;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt!: Date | null;
  /** Packages whose last byte was released. */
  @Column('text', { name: 'delivered_packages', array: true, default: '{}' }) deliveredPackages!: string[];
  @Column('timestamptz', { name: 'refused_at', nullable: true }) refusedAt!: Date | null;
  @Column('timestamptz', { name: 'cancel_told_at', nullable: true }) cancelToldAt!: Date | null;
  @Column('int', { name: 'cancel_polls', default: 0 }) cancelPolls!: number;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  /** When the conductor first found it silent, or without progress; stays when the vehicle comes back. */
  @Column('timestamptz', { name: 'silent_at', nullable: true }) silentAt!: Date | null;
  @Column('timestamptz', { name: 'stalled_at', nullable: true }) stalledAt!: Date | null;
  /** When its soak was over without a bad signal. */
  @Column('timestamptz', { name: 'soaked_at', nullable: true }) soakedAt!: Date | null;
  /** When the vehicle, once installed, told a version that is not the target. */
  @Column('timestamptz', { name: 'went_back_at', nullable: true }) wentBackAt!: Date | null;
  /** How we closed it ourselves; stays when a late report changes the state. */
  @Column('text', { name: 'closed_by_us', nullable: true }) closedByUs!: 'never-begun' | 'cancel-unanswered' | null;
  /** When the vehicle reported the target version while the attempt was open; stays as well. */
  @Column('timestamptz', { name: 'inferred_at', nullable: true }) inferredAt!: Date | null;
  /** Why it was ended although its rollout ran, and the rollout it gave way to or the instant it was deferred to. */
  @Column('text', { name: 'ends_as', nullable: true }) endsAs!: ChosenEnd['kind'] | null;
  @Column('text', { name: 'ends_for', nullable: true }) endsFor!: string | null;
}
