import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who did what: canonical bytes and their SHA-256; sealed into a block by the conductor. */
@Entity('journal_entry')
@Index('journal_entry_by_subject', ['subject'])
@Index('journal_entry_by_block', ['blockNumber', 'place'])
export class JournalEntryRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'journal_entry_pk' }) id!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text') act!: string;
  @Column('text') subject!: string;
  /** RFC 8785 bytes of { id, at, actor, by, act, subject, facts, seals? }. */
  @Column('bytea') bytes!: Buffer;
  @Column('text') sha256!: string;
  @Column('bigint', { name: 'written_in', default: () => 'this_transaction()' }) writtenIn!: string;
  @Column('int', { name: 'block_number', nullable: true }) blockNumber!: number | null;
  @Column('int', { nullable: true }) place!: number | null;
}
