import type { BoundedReader } from '../bounded-reader.js';
import { FileFault } from '../file-fault.js';
import type { ImageFact, Inspection } from '../inspection.js';
import { shownText } from '../shown-text.js';
import { cmsContent } from './cms-content.js';
import { parseKeyFile } from './key-file.js';

/** The last eight bytes say how long the CMS message before them is; RAUC itself takes 64 KiB unless told otherwise. */
const TRAILER = 8;
const LONGEST_SIGNATURE = 1 << 20;
const DER_SEQUENCE = 0x30;
const MOST_SHOWN = 100;

/** RAUC's bundle (rauc.readthedocs.io, "Reference"): a squashfs, then a CMS signature, then its size. */
export async function inspectRauc(reader: BoundedReader): Promise<Inspection> {
  const size = await signatureSize(reader);
  if (size === undefined) throw new FileFault('malformed', 'its last eight bytes are no size of a signature in it');
  const cms = cmsContent(await reader.bytes(reader.size - TRAILER - size, size));
  if (cms.kind === 'signed') return inspectManifest(cms.content);
  const [form, notRead] =
    cms.kind === 'detached'
      ? ['plain', 'its manifest lies in its squashfs, which is not unpacked']
      : ['crypt', 'its manifest is encrypted for its vehicles'];
  const unread = { kind: 'not-readable', says: notRead } as const;
  return {
    contents: { format: 'rauc', form, hardware: [], images: [], signature: 'present', notRead: [notRead] },
    findings: [unread],
  };
}

/** Is there a CMS message where a bundle has one? */
export const hasRaucTrailer = async (reader: BoundedReader): Promise<boolean> =>
  (await signatureSize(reader)) !== undefined;

async function signatureSize(reader: BoundedReader): Promise<number | undefined> {
  if (reader.size < TRAILER + 2) return undefined;
  const size = Buffer.from(await reader.bytes(reader.size - TRAILER, TRAILER)).readBigUInt64BE();
  if (size < 2n || size > BigInt(Math.min(LONGEST_SIGNATURE, reader.size - TRAILER))) return undefined;
  const [first] = await reader.bytes(reader.size - TRAILER - Number(size), 1);
  return first === DER_SEQUENCE ? Number(size) : undefined;
}

function inspectManifest(bytes: Uint8Array): Inspection {
  const manifest = parseKeyFile(Buffer.from(bytes).toString('utf8'));
  const update = manifest.get('update');
  const [compatible, version] = [update?.get('compatible'), update?.get('version')];
  if (compatible === undefined)
    throw new FileFault('malformed', 'its manifest does not say what it is compatible with');
  const images = [...manifest]
    .filter(([name]) => name.startsWith('image.'))
    .map(([name, image]): ImageFact => {
      const sha256 = image.get('sha256');
      return {
        name: shownText(image.get('filename') ?? name.slice('image.'.length)),
        ...(sha256 !== undefined && /^[0-9a-f]{64}$/i.test(sha256) && { sha256: sha256.toLowerCase() }),
        isEncrypted: false,
      };
    });
  const escapes = images.find(({ name }) => name.includes('/') || name === '..');
  if (escapes !== undefined) throw new FileFault('path-escapes', `a file in it is called ${escapes.name}`);
  return {
    contents: {
      format: 'rauc',
      form: shownText(manifest.get('bundle')?.get('format') ?? 'plain'),
      ...(version !== undefined && version !== '' && { version: shownText(version) }),
      hardware: [{ board: shownText(compatible) }],
      images: images.slice(0, MOST_SHOWN),
      signature: 'present',
      notRead: [],
    },
    findings: [],
  };
}
