import { canonicalBytes, contentHash, type Sha256, sha256Of } from '@tidings/vocabulary';
import { sealedKind, type SealedRow } from './sealed-kinds.js';

/** A row by its columns, as PostgreSQL's to_jsonb gives them in UTC (content_of, in the migrations). */
export type RowContent = Readonly<Record<string, unknown>>;

/** The content of a row, as an entry of the journal holds it. */
export interface ContentSeal {
  readonly row: SealedRow;
  /** Of the row and all its columns, as canonical JSON (RFC 8785). This is the proof. */
  readonly sha256: Sha256;
  /** 64 bits of the SHA-256 of each column: enough to say which one differs. */
  readonly columns: Readonly<Record<string, string>>;
}

export function sealOf(row: SealedRow, content: RowContent): ContentSeal {
  const sealed = sealedColumns(row, content);
  const columns = sealed.map(([column, value]) => [column, sha256Of(canonicalBytes(value)).slice(0, 16)] as const);
  return {
    row,
    sha256: contentHash({ row, content: Object.fromEntries(sealed) }),
    columns: Object.fromEntries(columns),
  };
}

/** undefined: the row is what was sealed. Else the columns that differ, came or went; none of them when only the seal itself was spoilt. */
export function changedColumns(seal: ContentSeal, content: RowContent): readonly string[] | undefined {
  const now = sealOf(seal.row, content);
  if (now.sha256 === seal.sha256) return undefined;
  const columns = new Set([...Object.keys(seal.columns), ...Object.keys(now.columns)]);
  return [...columns].filter((column) => seal.columns[column] !== now.columns[column]).toSorted();
}

/** The key of a row, out of its content. */
export const rowOf = (kind: SealedRow[0], content: RowContent): SealedRow => [
  kind,
  ...sealedKind(kind).key.map((column) => content[column] as string | number),
];

function sealedColumns([kind]: SealedRow, content: RowContent): readonly (readonly [string, unknown])[] {
  const { leavesOut = {} } = sealedKind(kind);
  return Object.entries(content).filter(([column, value]) => value !== null && !(column in leavesOut));
}
