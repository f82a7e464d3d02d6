import type { ReadPool } from '@tidings/postgres';
import type { SealedBlock } from '@tidings/update-trust';

/** Entries that no block holds yet: the conductor seals within seconds. */
export const unsealedEntries = (pool: ReadPool): Promise<SealedBlock['entries']> =>
  pool.rows({ text: 'SELECT id, bytes, sha256 FROM journal_entry WHERE block_number IS NULL ORDER BY written_in, id' });
