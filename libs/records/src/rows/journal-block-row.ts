import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A run of committed entries in order; its hash covers theirs and the block before. */
@Entity('journal_block')
export class JournalBlockRow {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'journal_block_pk' }) number!: number;
  @Column('text', { name: 'previous_hash' }) previousHash!: string;
  @Column('text') hash!: string;
  @Column('int', { name: 'entry_count' }) entryCount!: number;
  @Column('timestamptz', { name: 'sealed_at' }) sealedAt!: Date;
}
