import type { AttributeFact } from '@tidings/rollout-engine';
import type { Instant } from '@tidings/vocabulary';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The vehicle itself, what the maker filed, or the verdict of an attempt. */
export type ToldBy = 'vehicle' | 'maker' | 'verdict';

/** An ECU as filters read it; a version it is not known to run is absent. */
export interface EcuColumn {
  readonly hardwareId: string;
  readonly part?: string;
  readonly version?: string;
  /** Absent when the version does not parse. */
  readonly versionKey?: string;
  readonly since: Instant;
  /** The hardware the maker filed, only where the vehicle says another. */
  readonly makerSays?: string;
}

/**
 * One vehicle with everything a filter reads, as typed columns (quality.md: joined from an ECU table the same preview takes
 * four times as long). What the maker owns and what the vehicle reported stand apart.
 */
@Entity('vehicle')
@Index('vehicle_by_change', ['changedIn'])
@Index('vehicle_by_model_market', ['model', 'market'])
export class VehicleRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'vehicle_pk' }) id!: string;
  @Index('vehicle_by_controller_id', { unique: true })
  @Column({ type: 'text', name: 'controller_id', collation: 'C' })
  controllerId!: string;
  /** SHA-256 of the target token, hex; the token itself is never stored. */
  @Column('text', { name: 'token_digest' }) tokenDigest!: string;
  @Column('text') standing!: 'active' | 'retired' | 'blocked';
  @Column('text') model!: string;
  @Column('int', { name: 'model_year' }) modelYear!: number;
  @Column('text') market!: string;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('text', { name: 'hardware_id' }) hardwareId!: string;
  @Column('text', { array: true, default: '{}' }) equipment!: string[];
  @Column('text', { name: 'software_version', nullable: true }) softwareVersion!: string | null;
  @Column({ type: 'text', name: 'software_version_key', nullable: true, collation: 'C' }) softwareVersionKey!:
    string | null;
  @Column('boolean', { name: 'is_software_known' }) isSoftwareKnown!: boolean;
  @Column('timestamptz', { name: 'software_since' }) softwareSince!: Date;
  /** By whom it was told; null: nobody has. What it ran before goes to `ecu_version` by a trigger, whoever changes it. */
  @Column('text', { name: 'software_told_by', nullable: true }) softwareToldBy!: ToldBy | null;
  /** The attempt whose verdict it was. */
  @Column('text', { name: 'software_attempt_id', nullable: true }) softwareAttemptId!: string | null;
  /** Its other ECUs by name, for filters and gates; the rows of `ecu` are the record behind it. */
  @Column('jsonb', { default: {} }) ecus!: Record<string, EcuColumn>;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt!: Date;
  /** What the vehicle said of itself (configData). */
  @Column('jsonb', { default: {} }) reported!: Record<string, string>;
  @Column('timestamptz', { name: 'reported_at', nullable: true }) reportedAt!: Date | null;
  /** When it last said each of them, in milliseconds since 1970. */
  @Column('jsonb', { name: 'reported_times', default: {} }) reportedTimes!: Record<string, Instant>;
  /** Attributes the maker owns; never mixed with what the vehicle said. */
  @Column('jsonb', { default: {} }) owned!: Record<string, string>;
  @Column('jsonb', { name: 'owned_times', default: {} }) ownedTimes!: Record<string, Instant>;
  /** Both by their declared types (typedAttributes): what filters and gates read. */
  @Column('jsonb', { default: {} }) attributes!: Record<string, AttributeFact>;
  /** Words that people put on it. */
  @Column('text', { array: true, default: '{}' }) tags!: string[];
  @Column('timestamptz', { name: 'retired_at', nullable: true }) retiredAt!: Date | null;
  /** We want to hear its attributes at the next poll. */
  @Column('boolean', { name: 'wants_attributes', default: true }) wantsAttributes!: boolean;
  @Column('int', { name: 'last_wire_number', default: 0 }) lastWireNumber!: number;
  /** Transaction that last changed the row (kept by a trigger): readers take only what is below every running transaction. */
  @Column('bigint', { name: 'changed_in', default: () => 'this_transaction()' }) changedIn!: string;
}
