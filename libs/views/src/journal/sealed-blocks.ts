import type { ReadPool } from '@tidings/postgres';
import type { SealedBlock } from '@tidings/update-trust';
import { type Instant, instantOf, type Sha256 } from '@tidings/vocabulary';

/** A block with its entries as they were written, and when it was sealed. */
export type JournalBlock = SealedBlock & { readonly sealedAt: Instant };

interface Row {
  readonly number: number;
  readonly previousHash: Sha256;
  readonly hash: Sha256;
  readonly entryCount: number;
  readonly sealedAt: Date;
}

/** Sealed blocks after that number, in order, with everything a verifier needs. At most `limit`. */
export async function sealedBlocks(pool: ReadPool, after: number, limit: number): Promise<readonly JournalBlock[]> {
  const blocks = await pool.rows<Row>(
    {
      name: 'sealed-blocks',
      text: `SELECT number, previous_hash AS "previousHash", hash, entry_count AS "entryCount", sealed_at AS "sealedAt"
               FROM journal_block WHERE number > $1 ORDER BY number LIMIT $2`,
    },
    [after, limit],
  );
  const entries = await pool.rows<{ blockNumber: number; id: string; bytes: Buffer; sha256: Sha256 }>(
    {
      name: 'sealed-entries',
      text: `SELECT block_number AS "blockNumber", id, bytes, sha256 FROM journal_entry
              WHERE block_number = ANY($1::int[]) ORDER BY block_number, place`,
    },
    [blocks.map(({ number }) => number)],
  );
  return blocks.map((block) => ({
    ...block,
    sealedAt: instantOf(block.sealedAt),
    entries: entries
      .filter(({ blockNumber }) => blockNumber === block.number)
      .map(({ id, bytes, sha256 }) => ({ id, bytes, sha256 })),
  }));
}
