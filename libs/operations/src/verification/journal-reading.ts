import type { ReadPool } from '@tidings/postgres';
import { type EvidenceFault, JournalVerifier, SealBook } from '@tidings/update-trust';
import { type Sha256, sha256Of } from '@tidings/vocabulary';
import { sealedBlocks, unsealedEntries } from '@tidings/views';

/** Up to 1,000 entries each. */
const BLOCKS_AT_ONCE = 5;

/** Reads the journal in order, proves its chain on the way, and keeps what it says last of each row. Read again, it goes on where it was. */
export class JournalReading {
  readonly book = new SealBook();
  entries = 0;
  blocks = 0;
  lastHash: Sha256 | undefined;
  private readonly verifier = new JournalVerifier();
  private readonly told = new Set<string>();

  constructor(private readonly pool: ReadPool) {}

  /** Yields what is wrong, each thing once, some blocks at a time. */
  async *read(): AsyncGenerator<readonly EvidenceFault[]> {
    for (;;) {
      const page = await sealedBlocks(this.pool, this.blocks, BLOCKS_AT_ONCE);
      if (page.length === 0) break;
      const faults = page.flatMap((block) => {
        for (const { bytes } of block.entries) this.book.take(bytes);
        this.entries += block.entries.length;
        this.blocks = block.number;
        this.lastHash = block.hash;
        return this.verifier.next(block).map(({ fault, entry }) => changed(`block ${block.number}`, fault, entry));
      });
      yield this.untold(faults);
    }
    yield this.untold(await this.readUnsealed());
  }

  private async readUnsealed(): Promise<readonly EvidenceFault[]> {
    const entries = await unsealedEntries(this.pool);
    for (const { bytes } of entries) this.book.take(bytes);
    return entries
      .filter(({ bytes, sha256 }) => sha256Of(bytes) !== sha256)
      .map(({ id }) => changed('the entries that no block holds yet', 'entry-changed', id));
  }

  private untold(faults: readonly EvidenceFault[]): readonly EvidenceFault[] {
    const nameOf = ({ what, why, entry }: EvidenceFault): string => `${what} ${why ?? ''} ${entry ?? ''}`;
    const untold = faults.filter((fault) => !this.told.has(nameOf(fault)));
    for (const fault of untold) this.told.add(nameOf(fault));
    return untold;
  }
}

const changed = (what: string, why: string, entry?: string): EvidenceFault => ({
  fault: 'journal-changed',
  what,
  why,
  ...(entry !== undefined && { entry }),
});
