import type { OwnerChoice } from '@tidings/rollout-engine';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an owner decided about one release; never changed, the latest counts. */
@Entity('owner_decision')
@Index('owner_decision_by_vehicle', ['vehicleId', 'releaseId', 'decidedAt'])
export class OwnerDecisionRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'owner_decision_pk' }) id!: string;
  @Column('text', { name: 'vehicle_id' }) vehicleId!: string;
  @Column('text', { name: 'release_id' }) releaseId!: string;
  @Column('text') kind!: OwnerChoice['kind'];
  /** Hash of the text that was live for the owner. */
  @Column('text') edition!: string;
  /** Who recorded it named the hash of the text that was shown; otherwise it is "text not proven". */
  @Column('boolean', { name: 'is_text_proven' }) isTextProven!: boolean;
  @Column('timestamptz', { name: 'from_at', nullable: true }) fromAt!: Date | null;
  @Column('timestamptz', { name: 'to_at', nullable: true }) toAt!: Date | null;
  @Column('timestamptz', { name: 'until_at', nullable: true }) untilAt!: Date | null;
  @Column('text', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'decided_at' }) decidedAt!: Date;
}
