import { inspectZip } from './android/inspect-zip.js';
import { BoundedReader } from './bounded-reader.js';
import type { ByteSource } from './byte-source.js';
import { compareWithDeclaration } from './compare-with-declaration.js';
import { FileFault } from './file-fault.js';
import type { DeclaredFacts, Finding, Inspection, PackageContents, PackageFormat } from './inspection.js';
import { hasRaucTrailer, inspectRauc } from './rauc/inspect-rauc.js';
import { startsWithDescription } from './swu/cpio-entries.js';
import { inspectSwu } from './swu/inspect-swu.js';

/** Raised when an inspector begins to read what it did not. */
export const INSPECTOR = 'tidings-inspectors-1';

/**
 * Reads what a file says of itself and compares it with its declaration. Nothing is executed, unpacked or written; a file can cost at most
 * READ_LIMITS. Whatever its bytes, the answer is an inspection. Errors: only those of the source.
 */
export async function inspectPackage(source: ByteSource, declared: DeclaredFacts): Promise<Inspection> {
  const reader = new BoundedReader(source);
  const format = await formatOf(reader, declared.fileName);
  try {
    const { contents, findings } = await INSPECTORS[format](reader);
    const all = [...nameFindings(contents.format, declared.fileName), ...findings];
    return { contents, findings: [...all, ...compareWithDeclaration(contents, declared)] };
  } catch (fault) {
    if (!(fault instanceof FileFault)) throw fault;
    const says = `it is ${NAMES[format]} that cannot be read: ${fault.message}`;
    return { contents: nothingKnown(format, [says]), findings: [{ kind: fault.kind, says }] };
  }
}

type Inspector = (reader: BoundedReader) => Promise<Inspection>;

const INSPECTORS: Readonly<Record<PackageFormat, Inspector>> = {
  swu: inspectSwu,
  rauc: inspectRauc,
  'android-ota': inspectZip,
  zip: inspectZip,
  plain: () =>
    Promise.resolve({ contents: nothingKnown('plain', ['a plain file says nothing of itself']), findings: [] }),
};

const NAMES: Readonly<Record<PackageFormat, string>> = {
  swu: 'an .swu file',
  rauc: 'a RAUC bundle',
  'android-ota': 'an Android OTA package',
  zip: 'a zip file',
  plain: 'a plain file',
};

async function formatOf(reader: BoundedReader, fileName: string): Promise<PackageFormat> {
  const start = Buffer.from(await reader.bytes(0, Math.min(6, reader.size))).toString('latin1');
  if (start === '070701' || start === '070702')
    return /\.swu$/i.test(fileName) || (await startsWithDescription(reader)) ? 'swu' : 'plain';
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return 'zip';
  if (start.startsWith('hsqs') && (/\.raucb$/i.test(fileName) || (await hasRaucTrailer(reader)))) return 'rauc';
  return 'plain';
}

const ENDINGS: readonly (readonly [RegExp, readonly PackageFormat[], string])[] = [
  [/\.swu$/i, ['swu'], 'an .swu file (a cpio archive)'],
  [/\.raucb$/i, ['rauc'], 'a RAUC bundle'],
  [/\.zip$/i, ['zip', 'android-ota'], 'a zip file'],
];

const nameFindings = (format: PackageFormat, fileName: string): readonly Finding[] =>
  ENDINGS.filter(([ending, formats]) => ending.test(fileName) && !formats.includes(format)).map(([, , name]) => ({
    kind: 'not-what-its-name-says',
    says: `by its name it is ${name}, by its bytes it is not`,
  }));

const nothingKnown = (format: PackageFormat, notRead: readonly string[]): PackageContents => ({
  format,
  hardware: [],
  images: [],
  signature: 'unknown',
  notRead,
});
