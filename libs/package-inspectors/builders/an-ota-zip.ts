import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/index-native.js';

const METADATA = `ota-type=AB
post-build=asterion/vega/vega:14/UQ1A/4.2.0:user/release-keys
post-build-incremental=4.2.0
pre-device=vega-head-unit
`;

export const OTA_ENTRIES: Readonly<Record<string, string>> = {
  'payload.bin': 'CrAU and so on',
  'payload_properties.txt': `FILE_HASH=${Buffer.alloc(32, 0xab).toString('base64')}\nFILE_SIZE=14\n`,
  'META-INF/com/android/metadata': METADATA,
};

/** A zip file; `isSigned`: it ends as a signature over the whole file does. */
export async function anOtaZip(
  entries: Readonly<Record<string, string>> = OTA_ENTRIES,
  isSigned = true,
): Promise<Buffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, text] of Object.entries(entries)) await zip.add(name, new TextReader(text));
  const comment = isSigned ? Uint8Array.from([1, 2, 3, 4, 10, 0, 0xff, 0xff, 10, 0]) : undefined;
  return Buffer.from(await zip.close(comment));
}
