import { type Entry, Reader, ZipReader } from '@zip.js/zip.js/index-native.js';
import type { BoundedReader } from '../bounded-reader.js';
import { FileFault } from '../file-fault.js';
import { shownText } from '../shown-text.js';

const MOST_ENTRIES = 20_000;
/** Real ones hold a few hundred bytes. Deflate makes at most 1,032 of one: the small limit is what bounds a bomb. */
const MOST_PACKED = 16 << 10;
const LONGEST_TEXT = 64 << 10;
const OPTIONS = { useWebWorkers: false, strictness: 'balanced', filenameValidation: 'balanced' } as const;

/** Some small texts of a zip file, by name; an entry that is not there is not in the answer. Nothing else is opened. Errors: FileFault. */
export async function textsInZip(
  reader: BoundedReader,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const zip = new ZipReader(new SmallReads(reader), OPTIONS);
  try {
    const texts = new Map<string, string>();
    let entries = 0;
    for await (const entry of zip.getEntriesGenerator()) {
      if (++entries > MOST_ENTRIES) throw new FileFault('not-readable', `it holds more than ${MOST_ENTRIES} entries`);
      if (!names.includes(entry.filename) || entry.directory) continue;
      if (texts.has(entry.filename)) throw new FileFault('malformed', `it holds two entries called ${entry.filename}`);
      texts.set(entry.filename, await textOf(entry));
    }
    return texts;
  } catch (cause) {
    throw faultOf(cause);
  } finally {
    await zip.close().catch(() => undefined);
  }
}

/** What zip.js reads with; every byte is counted. */
class SmallReads extends Reader<undefined> {
  constructor(private readonly reader: BoundedReader) {
    super(undefined);
    this.size = reader.size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const start = Math.min(Math.max(index, 0), this.size);
    return Uint8Array.from(await this.reader.bytes(start, Math.min(length, this.size - start)));
  }
}

async function textOf(entry: Exclude<Entry, { directory: true }>): Promise<string> {
  if (entry.encrypted) throw new FileFault('not-readable', `${entry.filename} in it is encrypted`);
  if (entry.compressedSize > MOST_PACKED || entry.uncompressedSize > LONGEST_TEXT)
    throw new FileFault('not-readable', `${entry.filename} in it is too large for what it is`);
  const parts: Uint8Array[] = [];
  let length = 0;
  const writable = new WritableStream<Uint8Array>({
    write: (part) => {
      length += part.length;
      if (length > LONGEST_TEXT) throw new FileFault('malformed', `${entry.filename} in it is larger than it says`);
      parts.push(part);
    },
  });
  await entry.getData(writable, { ...OPTIONS, checkSignature: true });
  return Buffer.concat(parts).toString('utf8');
}

function faultOf(cause: unknown): FileFault {
  if (cause instanceof FileFault) return cause;
  const { cause: inner, message = '' } = cause as { readonly cause?: unknown; readonly message?: string };
  if (inner instanceof FileFault) return inner;
  const unsafe = (cause as { readonly filename?: unknown }).filename;
  if (typeof unsafe === 'string') return new FileFault('path-escapes', `a file in it is called ${shownText(unsafe)}`);
  return new FileFault('malformed', shownText(message.toLowerCase()) || 'its directory cannot be read');
}
