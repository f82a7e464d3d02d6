import { sha256Of, type Sha256 } from '@tidings/vocabulary';
import { blockHash, FIRST_PREVIOUS_HASH } from './block-hash.js';

/** A sealed block with everything needed to prove it. */
export interface SealedBlock {
  readonly number: number;
  readonly previousHash: Sha256;
  readonly hash: Sha256;
  readonly entryCount: number;
  readonly entries: readonly { readonly id: string; readonly bytes: Uint8Array; readonly sha256: Sha256 }[];
}

/** What is wrong with a journal, and exactly where. */
export interface JournalFault {
  readonly block: number;
  readonly entry?: string;
  readonly fault: 'block-missing' | 'chain-broken' | 'entries-missing' | 'entry-changed' | 'block-changed';
}

/** Recomputes every hash from the stored bytes, block by block in order. No fault: the journal is what was written. */
export class JournalVerifier {
  private expectedNumber = 1;
  private previousHash: Sha256 = FIRST_PREVIOUS_HASH;

  next(block: SealedBlock): readonly JournalFault[] {
    const faults: JournalFault[] = [];
    const at = { block: block.number };
    if (block.number !== this.expectedNumber) faults.push({ ...at, fault: 'block-missing' });
    if (block.previousHash !== this.previousHash) faults.push({ ...at, fault: 'chain-broken' });
    if (block.entries.length !== block.entryCount) faults.push({ ...at, fault: 'entries-missing' });
    for (const { id, bytes, sha256 } of block.entries)
      if (sha256Of(bytes) !== sha256) faults.push({ ...at, entry: id, fault: 'entry-changed' });
    const entries = block.entries.map(({ sha256 }) => sha256);
    if (blockHash({ number: block.number, previousHash: block.previousHash, entries }) !== block.hash)
      faults.push({ ...at, fault: 'block-changed' });
    this.expectedNumber = block.number + 1;
    this.previousHash = block.hash;
    return faults;
  }
}
