import type { SealedRow } from '../content/sealed-kinds.js';
import type { RowContent } from '../content/content-seal.js';

/** What is not as it was written, and where exactly. */
export interface EvidenceFault {
  readonly fault:
    | 'journal-changed'
    | 'row-changed'
    | 'row-missing'
    | 'row-not-sealed'
    | 'artifact-changed'
    | 'artifact-missing'
    | 'signature-not-valid'
    | 'declaration-differs'
    | 'key-did-not-allow';
  /** 'release rel_1 (Asterion 4.2)', 'artifact 9f86...', 'block 7'. */
  readonly what: string;
  /** Columns that differ. */
  readonly columns?: readonly string[];
  /** More to it: the code of an error, the fault of a block, who refers to an artifact. */
  readonly why?: string;
  /** The entry of the journal that holds what it was. */
  readonly entry?: string;
}

/** A row as people find it again. */
export function calledRow(row: SealedRow, content?: RowContent): string {
  const { name, version } = content ?? {};
  const called = [name, version].filter((each) => typeof each === 'string').join(' ');
  return `${row.join(' ')}${called === '' ? '' : ` (${called})`}`;
}
