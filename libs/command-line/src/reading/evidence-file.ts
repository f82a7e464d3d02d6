import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { refuse } from '../refusal.js';
import { csvFields } from './csv-fields.js';

/** A line of evidence as the file has it; what is usable, the release desk says. */
export interface EvidenceOnLine {
  /** Counted from 1. */
  readonly line: number;
  readonly evidence: {
    readonly source: string;
    readonly vehicle: string;
    readonly kind: string;
    readonly at: string;
    readonly isBad: boolean;
    readonly words?: string;
  };
}

const WANTED = ['source', 'vehicle', 'kind', 'at', 'isBad'] as const;
const COLUMNS = [...WANTED, 'words'] as const;

/** Line by line: NDJSON when it begins with a brace, else CSV whose first line names the columns. Errors: Refusal naming the line. */
export async function* evidenceIn(path: string): AsyncGenerator<EvidenceOnLine> {
  let columns: readonly string[] | undefined;
  let line = 0;
  for await (const raw of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    line += 1;
    const text = raw.replace(/^\uFEFF/, '').trim();
    if (text === '') continue;
    if (text.startsWith('{')) yield { line, evidence: evidenceOf(objectIn(text, line), line) };
    else if (columns === undefined) columns = columnsIn(text);
    else {
      const fields = csvFields(text);
      yield { line, evidence: evidenceOf(Object.fromEntries(columns.map((name, i) => [name, fields[i]])), line) };
    }
  }
}

function columnsIn(text: string): readonly string[] {
  const columns = csvFields(text);
  if (WANTED.some((name) => !columns.includes(name)))
    throw refuse('The first line must name the columns.', `Columns: ${COLUMNS.join(', ')}; words may be left out.`);
  return columns;
}

function objectIn(text: string, line: number): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw refuse(`Line ${line} is not JSON: write one observation a line, as in {"source": "...", ...}.`);
  }
}

function evidenceOf(values: Readonly<Record<string, unknown>>, line: number): EvidenceOnLine['evidence'] {
  const text = (name: (typeof COLUMNS)[number]): string => {
    const value = values[name];
    if (typeof value !== 'string' || value === '') throw refuse(`Line ${line} has no ${name}.`);
    return value;
  };
  const isBad = String(values['isBad']);
  if (isBad !== 'true' && isBad !== 'false') throw refuse(`Line ${line}: isBad must be true or false.`);
  const { words } = values;
  return {
    source: text('source'),
    vehicle: text('vehicle'),
    kind: text('kind'),
    at: text('at'),
    isBad: isBad === 'true',
    ...(typeof words === 'string' && words !== '' && { words }),
  };
}
