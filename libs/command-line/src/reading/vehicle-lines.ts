import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { sha256Of } from '@tidings/vocabulary';
import { refuse } from '../refusal.js';

/** A token for a vehicle in case it is new; undefined: none is made. */
export type NewToken = ((line: number, controllerId: string) => string) | undefined;

export interface VehicleLines {
  readonly type: 'text/csv' | 'application/x-ndjson';
  readonly bytes: Readable;
}

/**
 * A file of vehicles as it goes to the release desk, line by line and with the same numbers: NDJSON when it begins with a brace, else
 * CSV. Of a token only its digest goes: the token stays with the maker and the car. Errors: Refusal when there is no such file.
 */
export async function vehicleLines(path: string, newToken: NewToken): Promise<VehicleLines> {
  const head = await headOf(path);
  if (head.trimStart().startsWith('{')) {
    const bytes = Readable.from(ndjsonWithDigests(path, newToken));
    return { type: 'application/x-ndjson', bytes };
  }
  const columns = head.split(/\r?\n/, 1)[0]!.split(',');
  const hasTokens = columns.some((name) => name.replace(/["\uFEFF\s]/g, '') === 'token');
  const bytes = hasTokens || newToken ? Readable.from(csvWithDigests(path, newToken)) : createReadStream(path);
  return { type: 'text/csv', bytes };
}

const HEAD_BYTES = 65_536;

async function headOf(path: string): Promise<string> {
  const file = await open(path).catch((cause: unknown) => {
    throw refuse(`There is no file ${path} that can be read.`, (cause as NodeJS.ErrnoException).code ?? '');
  });
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES) });
    return buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '');
  } catch {
    throw refuse(`${path} is not a file that can be read.`);
  } finally {
    await file.close();
  }
}

async function* ndjsonWithDigests(path: string, newToken: NewToken): AsyncGenerator<string> {
  let line = 0;
  for await (const raw of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    line += 1;
    yield `${withDigest(line === 1 ? raw.replace(/^\uFEFF/, '') : raw, line, newToken)}\n`;
  }
}

/** What is no vehicle goes as it is: the release desk says what is wrong with it. */
function withDigest(raw: string, line: number, newToken: NewToken): string {
  if (raw.trim() === '' || (!newToken && !raw.includes('"token"'))) return raw;
  let vehicle: Record<string, unknown>;
  try {
    vehicle = JSON.parse(raw) as Record<string, unknown>;
  } catch {
    return raw;
  }
  const { token, ...rest } = vehicle;
  const told = typeof token === 'string' ? { ...rest, tokenDigest: sha256Of(token) } : vehicle;
  const { controllerId } = vehicle;
  if (!newToken || 'tokenDigest' in told || typeof controllerId !== 'string') return JSON.stringify(told);
  return JSON.stringify({ ...told, tokenDigestIfNew: sha256Of(newToken(line, controllerId)) });
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

async function* csvWithDigests(path: string, newToken: NewToken): AsyncGenerator<string> {
  const parser = createReadStream(path).pipe(
    parse({ bom: true, skip_empty_lines: true, relax_column_count: true, info: true }),
  );
  let columns: readonly string[] | undefined;
  let written = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const padding = '\n'.repeat(Math.max(0, info.lines - written - 1));
      written = info.lines;
      if (columns === undefined) {
        columns = record.map((name) => name.trim());
        const names = columns.map((name) => (name === 'token' ? 'tokenDigest' : name));
        yield padding + csvLine(newToken ? [...names, 'tokenDigestIfNew'] : names);
      } else yield padding + csvLine(cellsOf(record, columns, info.lines, newToken));
    }
  } catch (cause) {
    throw refuse(`${path} cannot be read as CSV: ${(cause as Error).message}.`);
  }
}

function cellsOf(
  record: readonly string[],
  columns: readonly string[],
  line: number,
  newToken: NewToken,
): readonly string[] {
  const cells = record.map((text, index) => (columns[index] === 'token' && text !== '' ? sha256Of(text) : text));
  if (!newToken) return cells;
  const told = columns.findIndex((name) => name === 'token' || name === 'tokenDigest');
  const needsToken = told < 0 || (record[told] ?? '').trim() === '';
  const controllerId = record[columns.indexOf('controllerId')]?.trim() ?? '';
  // A line of the wrong length stays one: the release desk says so.
  return [...cells, needsToken && controllerId !== '' ? sha256Of(newToken(line, controllerId)) : ''];
}

const csvLine = (cells: readonly string[]): string =>
  `${cells.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\n`;
