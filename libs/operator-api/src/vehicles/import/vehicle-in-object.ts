import type { EcuLine, VehicleLine } from '@tidings/operations';
import type { ReadVehicle } from './read-lines.js';

type Values = Readonly<Record<string, unknown>>;

/** A JSON object as a vehicle. Null counts as not said, but for an attribute or an ECU: there it takes back. */
export function vehicleInObject(value: unknown): ReadVehicle {
  if (!isRecord(value)) return { controllerId: '', field: 'line', why: 'must be one JSON object' };
  const { controllerId } = value;
  if (typeof controllerId !== 'string' || controllerId === '')
    return { controllerId: '', field: 'controllerId', why: 'must be a text: the name the vehicle uses at its door' };
  const line: Record<string, unknown> = { controllerId };
  for (const [field, told] of Object.entries(value)) {
    if (told === null || field === 'controllerId') continue;
    const reader = Object.hasOwn(READERS, field) ? READERS[field as keyof typeof READERS] : undefined;
    if (reader === undefined)
      return { controllerId, field: field.slice(0, 64), why: `is no field of a vehicle: they are ${FIELDS}` };
    const read = reader.read(told);
    if (read === undefined) return { controllerId, field, why: reader.why };
    line[field] = read;
  }
  return line as unknown as VehicleLine;
}

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Reader {
  /** Undefined: it is something else. */
  readonly read: (value: unknown) => unknown;
  readonly why: string;
}

const text: Reader = { read: (value) => (typeof value === 'string' ? value : undefined), why: 'must be a text' };
const number: Reader = { read: (value) => (typeof value === 'number' ? value : undefined), why: 'must be a number' };
const words: Reader = {
  read: (value) => (Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : undefined),
  why: 'must be a list of words',
};
const standing: Reader = {
  read: (value) => (['active', 'retired', 'blocked'].includes(value as string) ? value : undefined),
  why: 'must be active, retired or blocked',
};

const attributes: Reader = {
  read: (value) => {
    if (!isRecord(value)) return undefined;
    const texts = Object.entries(value).map(([name, told]) => [name, told === null ? null : plainText(told)] as const);
    return texts.some(([, told]) => told === undefined) ? undefined : Object.fromEntries(texts);
  },
  why: 'must be an object of texts; null takes an attribute back',
};

const plainText = (told: unknown): string | undefined =>
  typeof told === 'string' || typeof told === 'number' || typeof told === 'boolean' ? String(told) : undefined;

const ECU_FIELDS: ReadonlySet<string> = new Set(['hardwareId', 'part', 'serial', 'version']);

const ecus: Reader = {
  read: (value) => {
    if (!isRecord(value)) return undefined;
    const all = Object.entries(value).map(([name, told]) => [name, told === null ? null : ecuIn(told)] as const);
    return all.some(([, told]) => told === undefined) ? undefined : Object.fromEntries(all);
  },
  why: 'must be an object of ECUs, each with texts for hardwareId, part, serial and version; null takes one back',
};

function ecuIn(told: unknown): EcuLine | undefined {
  if (!isRecord(told)) return undefined;
  const said = Object.entries(told).filter(([, value]) => value !== null);
  return said.every(([field, value]) => ECU_FIELDS.has(field) && typeof value === 'string')
    ? Object.fromEntries(said)
    : undefined;
}

const READERS = {
  tokenDigest: text,
  tokenDigestIfNew: text,
  standing,
  model: text,
  modelYear: number,
  market: text,
  timeZone: text,
  hardwareId: text,
  equipment: words,
  softwareVersion: text,
  tags: words,
  attributes,
  ecus,
} as const satisfies Readonly<Partial<Record<keyof VehicleLine, Reader>>>;

const FIELDS = ['controllerId', ...Object.keys(READERS)].join(', ');
