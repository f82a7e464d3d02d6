import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { sha256Of } from '@tidings/vocabulary';
import { refuse } from '../refusal.js';
import { csvFields } from './csv-fields.js';

const STANDINGS = ['active', 'retired', 'blocked'] as const;

/** A vehicle as the file names it; what is usable, the release desk says. */
interface FiledVehicle {
  readonly controllerId: string;
  readonly tokenDigest: string;
  readonly standing: (typeof STANDINGS)[number];
  readonly model: string;
  readonly modelYear: number;
  readonly market: string;
  readonly timeZone: string;
  readonly hardwareId: string;
  readonly equipment: readonly string[];
  readonly softwareVersion?: string;
}

/** A vehicle and where it stands, counted from 1. */
export interface VehicleOnLine {
  readonly line: number;
  readonly vehicle: FiledVehicle;
}

const WANTED = ['controllerId', 'model', 'modelYear', 'market', 'timeZone', 'hardwareId'] as const;
const POSSIBLE = [...WANTED, 'token', 'tokenDigest', 'standing', 'equipment', 'softwareVersion'] as const;

/**
 * Vehicles of a file, line by line: NDJSON when it begins with a brace, else CSV whose first line names the columns (equipment with
 * semicolons between). Of a token only its digest goes on: the token stays with the maker and the car.
 * Errors: Refusal naming line and column.
 */
export async function* vehiclesIn(path: string): AsyncGenerator<VehicleOnLine> {
  let columns: readonly string[] | undefined;
  let line = 0;
  for await (const raw of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    line += 1;
    const text = line === 1 ? raw.replace(/^\uFEFF/, '').trim() : raw.trim();
    if (text === '') continue;
    if (text.startsWith('{')) yield { line, vehicle: vehicleOf(objectIn(text, line), line) };
    else if (columns === undefined) columns = columnsIn(text);
    else yield { line, vehicle: vehicleOf(recordIn(text, columns, line), line) };
  }
}

type Values = Readonly<Record<string, unknown>>;

function columnsIn(text: string): readonly string[] {
  const columns = csvFields(text);
  const unknown = columns.find((name) => !(POSSIBLE as readonly string[]).includes(name));
  const missing = WANTED.find((name) => !columns.includes(name));
  const fault = unknown !== undefined ? `"${unknown}" is no column` : missing && `the column ${missing} is missing`;
  if (fault !== undefined)
    throw refuse(`The first line must name the columns, and ${fault}.`, `Columns: ${POSSIBLE.join(', ')}.`);
  return columns;
}

function recordIn(text: string, columns: readonly string[], line: number): Values {
  const fields = csvFields(text);
  if (fields.length !== columns.length)
    throw refuse(`Line ${line} has ${fields.length} fields, and the first line names ${columns.length} columns.`);
  return Object.fromEntries(columns.map((name, i) => [name, fields[i]]));
}

function objectIn(text: string, line: number): Values {
  try {
    return JSON.parse(text) as Values;
  } catch {
    throw refuse(`Line ${line} is not JSON: write one vehicle a line, as in {"controllerId": "...", ...}.`);
  }
}

function vehicleOf(values: Values, line: number): FiledVehicle {
  const text = (name: (typeof POSSIBLE)[number]): string | undefined => {
    const value = values[name];
    return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
  };
  const needed = (name: (typeof WANTED)[number]): string => {
    const value = text(name);
    if (value === undefined) throw refuse(`Line ${line} has no ${name}.`);
    return value;
  };
  const token = text('token');
  const tokenDigest = token === undefined ? text('tokenDigest') : sha256Of(token);
  if (tokenDigest === undefined) throw refuse(`Line ${line} has neither a token nor a tokenDigest.`);
  const softwareVersion = text('softwareVersion');
  return {
    controllerId: needed('controllerId'),
    tokenDigest,
    standing: standingOf(text('standing') ?? 'active', line),
    model: needed('model'),
    modelYear: yearOf(needed('modelYear'), line),
    market: needed('market'),
    timeZone: needed('timeZone'),
    hardwareId: needed('hardwareId'),
    equipment: equipmentOf(values['equipment']),
    ...(softwareVersion !== undefined && { softwareVersion }),
  };
}

function standingOf(text: string, line: number): FiledVehicle['standing'] {
  const standing = STANDINGS.find((one) => one === text);
  if (standing === undefined) throw refuse(`Line ${line}: standing "${text}" is none of ${STANDINGS.join(', ')}.`);
  return standing;
}

function yearOf(text: string, line: number): number {
  if (!/^\d{4}$/.test(text)) throw refuse(`Line ${line}: modelYear "${text}" is not a year.`);
  return Number(text);
}

function equipmentOf(value: unknown): readonly string[] {
  const words: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(';') : [];
  return words.map((word) => String(word).trim()).filter((word) => word !== '');
}
