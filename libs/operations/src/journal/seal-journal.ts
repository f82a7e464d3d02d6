import { JournalBlockRow, JournalEntryRow, Records } from '@tidings/records';
import { blockHash, FIRST_PREVIOUS_HASH } from '@tidings/update-trust';
import { Clock, dateOf, type Sha256 } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

/** As many entries as a verifier comfortably holds. */
const ENTRIES_AT_MOST = 1000;

/**
 * Seals committed entries, in the order of their transactions, into blocks that carry the hash of the one before. Entries of a
 * transaction that is still running wait: its number is not below the oldest running one. No lock on the write path.
 */
@Injectable()
export class SealJournal {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    await this.records.write(async (tx) => {
      // One sealer at a time; a second one waits here and then finds nothing left.
      await tx.rows.query('LOCK TABLE journal_block IN EXCLUSIVE MODE');
      const entries = await tx.rows.query<{ id: string; sha256: Sha256 }[]>(
        `SELECT id, sha256 FROM journal_entry
          WHERE block_number IS NULL AND written_in < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
          ORDER BY written_in, id LIMIT ${ENTRIES_AT_MOST}`,
      );
      if (entries.length === 0) return;
      const [last] = await tx.rows.find(JournalBlockRow, { order: { number: 'DESC' }, take: 1 });
      const number = (last?.number ?? 0) + 1;
      const previousHash = (last?.hash ?? FIRST_PREVIOUS_HASH) as Sha256;
      const hash = blockHash({ number, previousHash, entries: entries.map(({ sha256 }) => sha256) });
      await tx.rows.insert(JournalBlockRow, {
        number,
        previousHash,
        hash,
        entryCount: entries.length,
        sealedAt: dateOf(this.clock.now()),
      });
      for (const [place, { id }] of entries.entries())
        await tx.rows.update(JournalEntryRow, { id }, { blockNumber: number, place });
    });
  }
}
