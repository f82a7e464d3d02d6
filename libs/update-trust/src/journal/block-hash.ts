import { contentHash, type Sha256 } from '@tidings/vocabulary';

/** What the first block names as its predecessor. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64) as Sha256;

/** A block of the journal: the hashes of its entries, in order, and the hash of the block before. */
export interface JournalBlock {
  readonly number: number;
  readonly previousHash: Sha256;
  readonly entries: readonly Sha256[];
}

/** SHA-256 over the canonical form (RFC 8785): changing, adding, removing or reordering an entry changes it and all after it. */
export const blockHash = ({ number, previousHash, entries }: JournalBlock): Sha256 =>
  contentHash({ number, previousHash, entries });
