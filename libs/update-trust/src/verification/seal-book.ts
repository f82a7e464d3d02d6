import { changedColumns, type ContentSeal, type RowContent } from '../content/content-seal.js';
import type { SealedRow } from '../content/sealed-kinds.js';
import { calledRow, type EvidenceFault } from './evidence-fault.js';

/** A seal with its place: a later one of the same row has a higher number, and was made while the row was locked. */
export interface NumberedSeal extends ContentSeal {
  readonly number: number;
}

interface KnownSeal extends NumberedSeal {
  readonly entry: string;
}

/** What the journal says last of each sealed row. Its size is that of the rows, not of the journal. */
export class SealBook {
  private readonly last = new Map<string, KnownSeal>();

  /** Canonical bytes of an entry; in any order, and again. */
  take(bytes: Uint8Array): void {
    const { id, seals = [] } = entryIn(bytes);
    for (const seal of seals) {
      const name = seal.row.join(' ');
      const known = this.last.get(name);
      if (!known || seal.number > known.number) this.last.set(name, { ...seal, entry: id });
    }
  }

  /** undefined: the row is what was sealed last. */
  check(row: SealedRow, content: RowContent): EvidenceFault | undefined {
    const seal = this.last.get(row.join(' '));
    if (!seal) return { fault: 'row-not-sealed', what: calledRow(row, content) };
    const columns = changedColumns(seal, content);
    return columns && { fault: 'row-changed', what: calledRow(row, content), columns, entry: seal.entry };
  }

  missing(row: SealedRow): EvidenceFault {
    const entry = this.last.get(row.join(' '))?.entry;
    return { fault: 'row-missing', what: calledRow(row), ...(entry !== undefined && { entry }) };
  }

  /** Which seal the check of a row rests on now. */
  numberOf(row: SealedRow): number | undefined {
    return this.last.get(row.join(' '))?.number;
  }

  *rows(): Generator<SealedRow> {
    for (const { row } of this.last.values()) yield row;
  }
}

interface Entry {
  readonly id: string;
  readonly seals?: readonly NumberedSeal[];
}

/** What is no entry has no seals; that its bytes were changed is found by their hash. */
function entryIn(bytes: Uint8Array): Entry {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Entry;
  } catch {
    return { id: '' };
  }
}
