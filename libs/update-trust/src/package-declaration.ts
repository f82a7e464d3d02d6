import {
  canonicalBytes,
  DomainError,
  type Instant,
  isoOf,
  parseInstant,
  parseSha256,
  type Sha256,
  versionKey,
} from '@tidings/vocabulary';
import { parseFileName, parseHardwareIds, parsePackageName } from './declared-names.js';

/** What a publisher says, and signs, about one package file before its bytes travel. */
export interface PackageDeclaration {
  /** One path segment, never a path. */
  readonly fileName: string;
  /** Bytes, 1 to MAX_PACKAGE_SIZE. */
  readonly size: number;
  readonly sha256: Sha256;
  readonly name: string;
  readonly version: string;
  readonly hardwareIds: readonly string[];
  readonly declaredAt?: Instant;
}

/** 128 GiB: within the 10,000 parts of 16 MiB (156 GiB) that an S3 store takes, and far above any vehicle's image. */
export const MAX_PACKAGE_SIZE = 2 ** 37;

/** The `typ` of a signed declaration (RFC 7515, 4.1.9): no other token of the house can be taken for one. */
export const DECLARATION_TYPE = 'tidings-declaration+jws';

const MEMBERS = new Set(['fileName', 'size', 'sha256', 'name', 'version', 'hardwareIds', 'declaredAt']);

/**
 * Reads a declaration from parsed JSON; members it does not know are refused, because they would be signed but not kept.
 * `declaredAt` is RFC 3339 in UTC with milliseconds, the one form that is canonical.
 * Errors: 'bad-declaration' (facts: field, why), 'bad-version', 'bad-digest'.
 */
export function parseDeclaration(value: unknown): PackageDeclaration {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refused('declaration', 'not an object');
  const unknown = Object.keys(value).find((member) => !MEMBERS.has(member));
  if (unknown !== undefined) throw refused(unknown.slice(0, 64), 'not a member of a declaration');
  const { fileName, size, sha256, name, version, hardwareIds, declaredAt } = value as Readonly<Record<string, unknown>>;
  return {
    fileName: parseFileName(fileName),
    size: parseSize(size),
    sha256: parseSha256(textOf('sha256', sha256)),
    name: parsePackageName(name),
    version: parseVersion(textOf('version', version)),
    hardwareIds: parseHardwareIds(hardwareIds),
    ...(declaredAt === undefined ? {} : { declaredAt: parseDeclaredAt(textOf('declaredAt', declaredAt)) }),
  };
}

/** The bytes that are signed: the declaration as JSON, canonical by RFC 8785. */
export function declarationBytes(declaration: PackageDeclaration): Buffer {
  const { declaredAt, ...rest } = declaration;
  return canonicalBytes(declaredAt === undefined ? rest : { ...rest, declaredAt: isoOf(declaredAt) });
}

function parseSize(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw refused('size', 'not a whole number of bytes');
  const size = value as number;
  if (size < 1 || size > MAX_PACKAGE_SIZE) throw refused('size', `1 to ${MAX_PACKAGE_SIZE} bytes`);
  return size;
}

function parseVersion(version: string): string {
  versionKey(version);
  return version;
}

function parseDeclaredAt(text: string): Instant {
  // The length first: Date.parse is lenient, and toISOString knows years beyond 9999 in a longer form.
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text))
    throw refused('declaredAt', 'not like 2026-11-21T08:00:00.000Z');
  const at = parseInstant(text);
  if (isoOf(at) !== text) throw refused('declaredAt', 'no such day or time');
  return at;
}

function textOf(field: string, value: unknown): string {
  if (typeof value !== 'string') throw refused(field, 'not a text');
  return value;
}

const refused = (field: string, why: string): DomainError => new DomainError('bad-declaration', { field, why });
