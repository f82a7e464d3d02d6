import { DomainError, type Sha256, versionKey } from '@tidings/vocabulary';
import { IANAZone } from 'luxon';

/** One vehicle as its maker files it. */
export interface VehicleLine {
  /** The name it uses at the vehicles' door; not its VIN. */
  readonly controllerId: string;
  /** SHA-256 of its target token; the token itself stays with the maker and the car. */
  readonly tokenDigest: Sha256;
  readonly standing: 'active' | 'retired' | 'blocked';
  readonly model: string;
  readonly modelYear: number;
  /** ISO 3166-1 alpha-2. */
  readonly market: string;
  /** IANA. */
  readonly timeZone: string;
  readonly hardwareId: string;
  readonly equipment: readonly string[];
  /** What it runs when it is registered; absent: it will tell. */
  readonly softwareVersion?: string;
}

/** A line that was left out. */
export interface RefusedLine {
  /** Counted from 1. */
  readonly line: number;
  readonly controllerId: string;
  readonly field: keyof VehicleLine;
  readonly why: string;
}

interface SortedLines {
  readonly good: readonly (VehicleLine & { readonly softwareVersionKey?: string })[];
  readonly refused: readonly RefusedLine[];
}

/** Usable lines, and the others with the first thing wrong in each. The second of two lines of one vehicle is refused. */
export function sortLines(lines: readonly VehicleLine[]): SortedLines {
  const seen = new Set<string>();
  const good: SortedLines['good'][number][] = [];
  const refused: RefusedLine[] = [];
  for (const [index, line] of lines.entries()) {
    const wrong = seen.has(line.controllerId)
      ? ({ field: 'controllerId', why: 'is named in an earlier line of this batch' } as const)
      : CHECKS.find(({ holds }) => !holds(line));
    seen.add(line.controllerId);
    if (wrong) refused.push({ line: index + 1, controllerId: line.controllerId, field: wrong.field, why: wrong.why });
    else good.push(withVersionKey(line));
  }
  return { good, refused };
}

interface Check {
  readonly field: keyof VehicleLine;
  readonly why: string;
  readonly holds: (line: VehicleLine) => boolean;
}

const WORD = /^[A-Za-z0-9][A-Za-z0-9._:+ -]{0,63}$/;

const CHECKS: readonly Check[] = [
  {
    field: 'controllerId',
    why: 'must be 1 to 128 letters, digits and . _ : - starting with a letter or digit',
    holds: ({ controllerId }) => /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(controllerId),
  },
  {
    field: 'tokenDigest',
    why: 'must be a SHA-256 in 64 lower-case hex digits',
    holds: ({ tokenDigest }) => /^[0-9a-f]{64}$/.test(tokenDigest),
  },
  {
    field: 'model',
    why: 'must be 1 to 64 letters, digits, spaces and . _ : + -',
    holds: ({ model }) => WORD.test(model),
  },
  {
    field: 'modelYear',
    why: 'must be a year from 1990 to 2100',
    holds: ({ modelYear }) => Number.isInteger(modelYear) && modelYear >= 1990 && modelYear <= 2100,
  },
  {
    field: 'market',
    why: 'must be a country code of two capital letters (ISO 3166-1)',
    holds: ({ market }) => /^[A-Z]{2}$/.test(market),
  },
  {
    field: 'timeZone',
    why: 'must be a time zone such as Europe/Stockholm (IANA)',
    holds: ({ timeZone }) => IANAZone.isValidZone(timeZone),
  },
  {
    field: 'hardwareId',
    why: 'must be 1 to 64 letters, digits and . _ : + - starting with a letter or digit',
    holds: ({ hardwareId }) => /^[A-Za-z0-9][A-Za-z0-9._:+-]{0,63}$/.test(hardwareId),
  },
  {
    field: 'equipment',
    why: 'must be at most 64 words of 1 to 64 letters, digits, spaces and . _ : + -',
    holds: ({ equipment }) => equipment.length <= 64 && equipment.every((word) => WORD.test(word)),
  },
  {
    field: 'softwareVersion',
    why: 'must be a version such as 4.1.0',
    holds: ({ softwareVersion }) => softwareVersion === undefined || keyOf(softwareVersion) !== undefined,
  },
];

function withVersionKey(line: VehicleLine): SortedLines['good'][number] {
  const key = line.softwareVersion === undefined ? undefined : keyOf(line.softwareVersion);
  return key === undefined ? line : { ...line, softwareVersionKey: key };
}

function keyOf(version: string): string | undefined {
  try {
    return versionKey(version);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
