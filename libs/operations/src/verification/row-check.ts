import type { ReadPool } from '@tidings/postgres';
import { type EvidenceFault, packageFaults, type RowContent, type SealedRow } from '@tidings/update-trust';
import { contentOf } from '@tidings/views';
import type { JournalReading } from './journal-reading.js';

/** Compares rows with what the journal says of them, while the house goes on. */
export class RowCheck {
  constructor(
    private readonly pool: ReadPool,
    private readonly journal: JournalReading,
  ) {}

  /** What is wrong with a row; of a package also with its declaration and signature. `content` undefined: it is gone. */
  async faults(row: SealedRow, content: RowContent | undefined): Promise<readonly EvidenceFault[]> {
    const faults = this.compare(row, content) ? await this.lookAgain(row) : [];
    return row[0] === 'package' && content ? [...faults, ...(await this.packageFaults(content))] : faults;
  }

  private compare(row: SealedRow, content: RowContent | undefined): EvidenceFault | undefined {
    return content ? this.journal.book.check(row, content) : this.journal.book.missing(row);
  }

  /** A row that differs is read once more, and the journal behind it: only when no newer seal came in between, the row is at fault. */
  private async lookAgain(row: SealedRow): Promise<readonly EvidenceFault[]> {
    const others: EvidenceFault[] = [];
    for (;;) {
      const seal = this.journal.book.numberOf(row);
      const fault = this.compare(row, await contentOf(this.pool, row));
      if (!fault) return others;
      for await (const faults of this.journal.read()) others.push(...faults);
      if (this.journal.book.numberOf(row) === seal) return [...others, fault];
    }
  }

  private async packageFaults(filed: RowContent): Promise<readonly EvidenceFault[]> {
    const [key, artifact] = await Promise.all([
      contentOf(this.pool, ['publisher key', String(filed['kid'])]),
      contentOf(this.pool, ['artifact', String(filed['artifact_sha256'])]),
    ]);
    return await packageFaults({ filed, key, artifact });
  }
}
