import type { Sha256 } from '@tidings/vocabulary';

/** Raised when a reader of the last one could misread the new one. */
export const DOSSIER_FORMAT = 'tidings-dossier-1';

/**
 * A dossier is NDJSON: its head, one line a record, and an end that holds the SHA-256 of every byte before it. What it says of one target is
 * embedded as it was registered, byte for byte.
 */
export const headLine = (facts: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ kind: 'dossier', format: DOSSIER_FORMAT, ...facts })}\n`;

export const recordLine = (kind: string, facts: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ kind, ...facts })}\n`;

const TARGET_HEAD = '{"kind":"target","line":';

/** `line`: of the register, without its line break. */
export const targetLine = (line: string): string => `${TARGET_HEAD}${line}}\n`;

/** The line of the register in a line of the dossier; undefined: it is another kind. */
export const targetIn = (text: string): string | undefined =>
  text.startsWith(TARGET_HEAD) ? text.slice(TARGET_HEAD.length, -1) : undefined;

export const endLine = (lines: number, sha256: Sha256): string => `${JSON.stringify({ kind: 'end', lines, sha256 })}\n`;
