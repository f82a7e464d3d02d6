import type { BoundedReader } from '../bounded-reader.js';
import { FileFault } from '../file-fault.js';
import type { Finding, HardwareClaim, ImageFact, Inspection } from '../inspection.js';
import { shownText } from '../shown-text.js';
import { cpioEntries, type CpioEntry } from './cpio-entries.js';
import { type ConfigValue, parseLibconfig } from './libconfig.js';

/** Real ones are a few KiB. */
const LONGEST_DESCRIPTION = 1 << 20;
const MOST_SHOWN = 100;
const DESCRIPTION = 'sw-description';

/** SWUpdate's archive: sw-description first, its signature, then the images in any order (swupdate.github.io, "Software Update Image"). */
export async function inspectSwu(reader: BoundedReader): Promise<Inspection> {
  const entries: CpioEntry[] = [];
  for await (const entry of cpioEntries(reader)) entries.push(entry);
  const [first] = entries;
  if (first?.name !== DESCRIPTION) throw new FileFault('malformed', 'its first file is not sw-description');
  if (first.size > LONGEST_DESCRIPTION)
    throw new FileFault('not-readable', `its sw-description has ${first.size} bytes`);
  const isSigned = entries.some(({ name }) => name === `${DESCRIPTION}.sig`);
  const software = softwareIn(await reader.bytes(first.start, first.size));
  const images = imagesIn(software);
  const missing = images.filter((image) => !entries.some(({ name }) => name === image.name));
  const version = software.get('version');
  return {
    contents: {
      format: 'swu',
      ...(typeof version === 'string' && { version: shownText(version) }),
      hardware: hardwareIn(software),
      images: images.slice(0, MOST_SHOWN),
      signature: isSigned ? 'present' : 'absent',
      notRead: images.some(({ isEncrypted }) => isEncrypted) ? ['its encrypted images'] : [],
    },
    findings: [
      ...(isSigned ? [] : [{ kind: 'unsigned', says: 'its sw-description has no signature beside it' } as const]),
      ...missing
        .slice(0, 3)
        .map(({ name }): Finding => ({ kind: 'incomplete', says: `${name} is named and not in it` })),
    ],
  };
}

type Group = ReadonlyMap<string, ConfigValue>;

function softwareIn(bytes: Uint8Array): Group {
  const text = textOf(bytes);
  // A description may be JSON too, where a vehicle was built to read that.
  const root = /^\s*\{/.test(text) ? fromJson(text) : parseLibconfig(text);
  const software = root.get('software');
  if (!isGroup(software)) throw new FileFault('malformed', 'its sw-description has no group called software');
  return software;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileFault('not-readable', 'its sw-description is no text: it may be encrypted');
  }
}

function fromJson(text: string): Group {
  const value = valueOf(jsonIn(text), 0);
  if (!isGroup(value)) throw new FileFault('malformed', 'its sw-description is no object');
  return value;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FileFault('malformed', 'its sw-description begins as JSON and is none');
  }
}

function valueOf(value: unknown, depth: number): ConfigValue {
  if (depth > 24) throw new FileFault('malformed', 'groups of its sw-description lie too deep in each other');
  if (Array.isArray(value)) return value.map((each) => valueOf(each, depth + 1));
  if (typeof value === 'object' && value !== null)
    return new Map(Object.entries(value).map(([name, each]) => [name, valueOf(each, depth + 1)]));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : '';
}

const isGroup = (value: ConfigValue | undefined): value is Group => value instanceof Map;

/** Of the whole file, or by board: software.<board>.hardware-compatibility. */
function hardwareIn(software: Group): readonly HardwareClaim[] {
  const claims = revisionsIn(software).map((revision): HardwareClaim => ({ revision }));
  for (const [board, group] of software)
    if (isGroup(group)) claims.push(...revisionsIn(group).map((revision) => ({ board: shownText(board), revision })));
  return claims.slice(0, MOST_SHOWN);
}

function revisionsIn(group: Group): readonly string[] {
  const list = group.get('hardware-compatibility');
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string').map(shownText) : [];
}

/** Everything with a file name, wherever a board, a set or a mode has put it. */
function imagesIn(software: Group): readonly ImageFact[] {
  const found = new Map<string, ImageFact>();
  const look = (value: ConfigValue): void => {
    if (Array.isArray(value)) (value as readonly ConfigValue[]).forEach(look);
    if (!isGroup(value)) return;
    const [name, sha256, encrypted] = [value.get('filename'), value.get('sha256'), value.get('encrypted')];
    if (typeof name === 'string')
      found.set(name, {
        name: shownText(name),
        ...(typeof sha256 === 'string' && /^[0-9a-f]{64}$/i.test(sha256) && { sha256: sha256.toLowerCase() }),
        isEncrypted: encrypted === true || (typeof encrypted === 'string' && encrypted !== 'false'),
      });
    value.forEach(look);
  };
  look(software);
  return [...found.values()];
}
