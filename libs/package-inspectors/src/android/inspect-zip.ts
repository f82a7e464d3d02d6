import type { BoundedReader } from '../bounded-reader.js';
import { FileFault } from '../file-fault.js';
import type { Inspection, PackageContents } from '../inspection.js';
import { shownText } from '../shown-text.js';
import { textsInZip } from './texts-in-zip.js';

const METADATA = 'META-INF/com/android/metadata';
const PAYLOAD = 'payload_properties.txt';
const MARKED_END = 6;

/** A zip file; with Android's metadata in it an OTA package (source.android.com, "OTA packages", and ota_metadata.proto). */
export async function inspectZip(reader: BoundedReader): Promise<Inspection> {
  const texts = await textsInZip(reader, [METADATA, PAYLOAD]);
  const text = texts.get(METADATA);
  if (text === undefined) {
    const notRead = ['a zip file that is no Android OTA package: its entries were not opened'];
    return { contents: { format: 'zip', hardware: [], images: [], signature: 'unknown', notRead }, findings: [] };
  }
  const metadata = properties(text);
  const isSigned = await hasWholeFileSignature(reader);
  return {
    contents: contentsOf(metadata, properties(texts.get(PAYLOAD) ?? ''), isSigned),
    findings: isSigned ? [] : [{ kind: 'unsigned', says: 'it carries no signature over the whole file' }],
  };
}

function contentsOf(metadata: ReadonlyMap<string, string>, payload: ReadonlyMap<string, string>, isSigned: boolean) {
  const [form, devices] = [metadata.get('ota-type'), metadata.get('pre-device')];
  const version = metadata.get('post-build-incremental') ?? incrementalOf(metadata.get('post-build'));
  const hash = payload.get('FILE_HASH');
  return {
    format: 'android-ota',
    ...(form !== undefined && { form: shownText(form) }),
    ...(version !== undefined && version !== '' && { version: shownText(version) }),
    hardware: (devices ?? '')
      .split('|')
      .filter((device) => device !== '')
      .slice(0, 100)
      .map((device) => ({ board: shownText(device) })),
    images: hash === undefined ? [] : [{ name: 'payload.bin', ...sha256Of(hash), isEncrypted: false }],
    signature: isSigned ? 'present' : 'absent',
    notRead: [],
  } as const satisfies PackageContents;
}

/** brand/product/device:release/id/incremental:type/tags */
const incrementalOf = (fingerprint: string | undefined): string | undefined =>
  fingerprint?.split(':')[1]?.split('/')[2];

function sha256Of(base64: string): { readonly sha256?: string } {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 32 ? { sha256: bytes.toString('hex') } : {};
}

/** Lines of key=value. Errors: FileFault 'malformed'. */
function properties(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const at = line.indexOf('=');
      if (at < 1) throw new FileFault('malformed', `its metadata holds a line that is no property: ${shownText(line)}`);
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

/** Recovery reads it from the end of the archive's comment: offset, ff ff, length of the comment. */
async function hasWholeFileSignature(reader: BoundedReader): Promise<boolean> {
  const end = await reader.bytes(reader.size - MARKED_END, MARKED_END);
  return end[2] === 0xff && end[3] === 0xff;
}
