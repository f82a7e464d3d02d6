import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One saved text of a release note in one language; live revisions are never edited (release-notes.md, "Content model"). */
@Entity('note_revision')
@Index('note_revision_by_place', ['releaseId', 'language', 'number'], { unique: true })
export class NoteRevisionRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'note_revision_pk' }) id!: string;
  @Column('text', { name: 'release_id' }) releaseId!: string;
  @Column('text') language!: string;
  @Column('int') number!: number;
  /** Markdown with front matter, as its author wrote it. */
  @Column('text') source!: string;
  /** SHA-256 over the content and the predecessor's hash. */
  @Column('text') hash!: string;
  @Column('text', { name: 'previous_hash', nullable: true }) previousHash!: string | null;
  /** Rendered once, at publication. */
  @Column('jsonb', { nullable: true }) rendered!: unknown;
  @Column('text') state!: 'in-review' | 'live' | 'superseded' | 'withdrawn';
  @Column('boolean', { name: 'needs_safety_approval' }) needsSafetyApproval!: boolean;
  @Column('text') author!: string;
  @Column('timestamptz', { name: 'submitted_at' }) submittedAt!: Date;
  @Column('text', { name: 'approved_by', nullable: true }) approvedBy!: string | null;
  @Column('text', { name: 'safety_approved_by', nullable: true }) safetyApprovedBy!: string | null;
  @Column('timestamptz', { name: 'live_at', nullable: true }) liveAt!: Date | null;
}
