import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a vehicle said, once per key (attempt, door, execution, finished, code). */
@Entity('report')
export class ReportRow {
  @PrimaryColumn('text', { name: 'attempt_id', primaryKeyConstraintName: 'report_pk' }) attemptId!: string;
  /** 'deployment/closed/success/-': door, execution, finished, code. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'report_pk' }) key!: string;
  @Column('text') door!: 'deployment' | 'cancel';
  @Column('text') execution!: string;
  @Column('text') finished!: string;
  @Column('int', { nullable: true }) code!: number | null;
  @Column('jsonb') details!: string[];
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
}
