import { keyOfVersion } from '@tidings/vocabulary';
import { IANAZone } from 'luxon';
import { ECU_NAME } from './reported-ecus.js';
import type { EcuLine, RefusedLine, SortedLines, VehicleLine } from './vehicle-line.js';

/** Usable lines, and the others with the first thing wrong in each. The second of two lines of one vehicle is refused. */
export function sortLines(lines: readonly VehicleLine[]): SortedLines {
  const seen = new Set<string>();
  const good: VehicleLine[] = [];
  const refused: RefusedLine[] = [];
  for (const [index, line] of lines.entries()) {
    const wrong = seen.has(line.controllerId)
      ? { field: 'controllerId', why: 'is named in an earlier line of this batch' }
      : CHECKS.find(({ holds }) => !holds(line));
    seen.add(line.controllerId);
    if (wrong)
      refused.push({
        line: line.line ?? index + 1,
        controllerId: line.controllerId,
        field: wrong.field,
        why: wrong.why,
      });
    else good.push(line);
  }
  return { good, refused };
}

interface Check {
  readonly field: string;
  readonly why: string;
  readonly holds: (line: VehicleLine) => boolean;
}

const WORD = /^[A-Za-z0-9][A-Za-z0-9._:+ -]{0,63}$/;
const HARDWARE = /^[A-Za-z0-9][A-Za-z0-9._:+-]{0,63}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const CONTROLLER_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;
export const ATTRIBUTE_NAME = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/;
const ATTRIBUTE_TEXT = /^[^\p{Cc}\p{Cs}]{0,256}$/u;

/** An absent fact is in order; a given one holds. */
const given = <T>(value: T | undefined, holds: (value: T) => boolean): boolean => value === undefined || holds(value);
const everyEcu = (line: VehicleLine, holds: (ecu: EcuLine) => boolean): boolean =>
  given(line.ecus, (ecus) => Object.values(ecus).every((ecu) => ecu === null || holds(ecu)));
const isVersion = (text: string): boolean => keyOfVersion(text) !== undefined;
const areWords = (words: readonly string[]): boolean => words.length <= 64 && words.every((word) => WORD.test(word));

// A look-up of a zone costs as much as all the other checks together, and a fleet has few.
const zones = new Map<string, boolean>();
const ZONES_AT_MOST = 1_000;
function isZone(name: string): boolean {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const answer = IANAZone.isValidZone(name);
  if (zones.size < ZONES_AT_MOST) zones.set(name, answer);
  return answer;
}

const CHECKS: readonly Check[] = [
  {
    field: 'controllerId',
    why: 'must be 1 to 128 letters, digits and . _ : - starting with a letter or digit',
    holds: ({ controllerId }) => CONTROLLER_ID.test(controllerId),
  },
  {
    field: 'tokenDigest',
    why: 'must be a SHA-256 in 64 lower-case hex digits',
    holds: ({ tokenDigest, tokenDigestIfNew }) =>
      given(tokenDigest, (text) => DIGEST.test(text)) && given(tokenDigestIfNew, (text) => DIGEST.test(text)),
  },
  {
    field: 'model',
    why: 'must be 1 to 64 letters, digits, spaces and . _ : + -',
    holds: ({ model }) => given(model, (text) => WORD.test(text)),
  },
  {
    field: 'modelYear',
    why: 'must be a year from 1990 to 2100',
    holds: ({ modelYear }) => given(modelYear, (year) => Number.isInteger(year) && year >= 1990 && year <= 2100),
  },
  {
    field: 'market',
    why: 'must be a country code of two capital letters (ISO 3166-1)',
    holds: ({ market }) => given(market, (text) => /^[A-Z]{2}$/.test(text)),
  },
  {
    field: 'timeZone',
    why: 'must be a time zone such as Europe/Stockholm (IANA)',
    holds: ({ timeZone }) => given(timeZone, isZone),
  },
  {
    field: 'hardwareId',
    why: 'must be 1 to 64 letters, digits and . _ : + - starting with a letter or digit',
    holds: ({ hardwareId }) => given(hardwareId, (text) => HARDWARE.test(text)),
  },
  {
    field: 'equipment',
    why: 'must be at most 64 words of 1 to 64 letters, digits, spaces and . _ : + -',
    holds: ({ equipment }) => given(equipment, areWords),
  },
  {
    field: 'softwareVersion',
    why: 'must be a version such as 4.1.0',
    holds: ({ softwareVersion }) => given(softwareVersion, isVersion),
  },
  {
    field: 'tags',
    why: 'must be at most 64 words of 1 to 64 letters, digits, spaces and . _ : + -',
    holds: ({ tags }) => given(tags, areWords),
  },
  {
    field: 'attributes',
    why: 'must be at most 100, of names that begin with a letter and have up to 64 letters, digits and . _ -, with texts of up to 256 characters',
    holds: ({ attributes }) =>
      given(
        attributes,
        (all) =>
          Object.keys(all).length <= 100 &&
          Object.entries(all).every(
            ([name, text]) => ATTRIBUTE_NAME.test(name) && (text === null || ATTRIBUTE_TEXT.test(text)),
          ),
      ),
  },
  {
    field: 'ecus',
    why: 'must be at most 32, of names that begin with a letter and have up to 32 letters, digits and _ -; "main" is hardwareId and softwareVersion',
    holds: ({ ecus }) =>
      given(ecus, (all) => {
        const names = Object.keys(all);
        return names.length <= 32 && names.every((name) => ECU_NAME.test(name) && name !== 'main');
      }),
  },
  {
    field: 'ecus',
    why: 'must have hardware, part and serial of 1 to 64 letters, digits and . _ : + -, and versions such as 2.4.1',
    holds: (line) =>
      everyEcu(
        line,
        ({ hardwareId, part, serial, version }) =>
          [hardwareId, part, serial].every((text) => given(text, (one) => HARDWARE.test(one))) &&
          given(version, isVersion),
      ),
  },
];
