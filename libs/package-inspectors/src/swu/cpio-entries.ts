import type { BoundedReader } from '../bounded-reader.js';
import { FileFault } from '../file-fault.js';
import { shownText } from '../shown-text.js';

/** A file in a cpio archive, where its bytes lie. */
export interface CpioEntry {
  readonly name: string;
  readonly start: number;
  /** Bytes. */
  readonly size: number;
}

// newc and crc: eight hexadecimal digits a field behind a magic of six, as in the kernel's buffer-format.rst.
const HEADER = 110;
const FIELD = 8;
const SIZE_FIELD = 6;
const NAME_SIZE_FIELD = 11;
const LONGEST_NAME = 1024;
const MOST_ENTRIES = 400;
const TRAILER = 'TRAILER!!!';

/** Its files in order, their bytes unread. Errors: FileFault. */
export async function* cpioEntries(reader: BoundedReader): AsyncGenerator<CpioEntry, void, undefined> {
  let at = 0;
  for (let n = 0; n < MOST_ENTRIES; n++) {
    const { entry, end } = await entryAt(reader, at);
    if (entry.name === TRAILER) return;
    yield entry;
    at = end;
  }
  throw new FileFault('not-readable', `it holds more than ${MOST_ENTRIES} files`);
}

/** The first file of every .swu is its description, so that a vehicle reads it before anything else. */
export async function startsWithDescription(reader: BoundedReader): Promise<boolean> {
  try {
    return (await entryAt(reader, 0)).entry.name === 'sw-description';
  } catch (fault) {
    if (fault instanceof FileFault) return false;
    throw fault;
  }
}

async function entryAt(reader: BoundedReader, at: number): Promise<{ entry: CpioEntry; end: number }> {
  const header = Buffer.from(await reader.bytes(at, HEADER)).toString('latin1');
  if (!/^07070[12]/.test(header)) throw new FileFault('malformed', `no file of the archive begins at byte ${at}`);
  const field = (n: number): number => {
    const digits = header.slice(6 + n * FIELD, 6 + (n + 1) * FIELD);
    if (!/^[0-9A-Fa-f]{8}$/.test(digits))
      throw new FileFault('malformed', `the header at byte ${at} holds what is no number`);
    return Number.parseInt(digits, 16);
  };
  const [size, nameSize] = [field(SIZE_FIELD), field(NAME_SIZE_FIELD)];
  if (nameSize < 2 || nameSize > LONGEST_NAME)
    throw new FileFault('malformed', `a name in it is ${nameSize} bytes long`);
  const name = nameIn(await reader.bytes(at + HEADER, nameSize));
  const start = padded(at + HEADER + nameSize);
  if (start + size > reader.size) throw new FileFault('malformed', `it ends in the middle of ${shownText(name)}`);
  return { entry: { name, start, size }, end: padded(start + size) };
}

const padded = (at: number): number => Math.ceil(at / 4) * 4;

function nameIn(bytes: Uint8Array): string {
  if (bytes.at(-1) !== 0) throw new FileFault('malformed', 'a name in it has no end');
  const name = Buffer.from(bytes.subarray(0, -1)).toString('utf8');
  if (name.includes('\0')) throw new FileFault('malformed', 'a name in it has two ends');
  if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..'))
    throw new FileFault('path-escapes', `a file in it is called ${shownText(name)}`);
  return name;
}
