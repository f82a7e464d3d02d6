/** A file of an archive. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A cpio archive as swupdate packs it (newc, or crc whose sum nobody reads here). */
export const aCpio = (files: readonly PackedFile[], magic = '070702'): Buffer =>
  Buffer.concat([...files, { name: 'TRAILER!!!', bytes: Buffer.alloc(0) }].map((file) => cpioEntry(file, magic)));

function cpioEntry({ name, bytes }: PackedFile, magic: string): Buffer {
  const fields = [1, 0o100644, 0, 0, 1, 0, bytes.length, 0, 0, 0, 0, name.length + 1, 0];
  const header = Buffer.from(
    `${magic}${fields.map((n) => n.toString(16).padStart(8, '0')).join('')}${name}\0`,
    'latin1',
  );
  return Buffer.concat([padded(header), padded(Buffer.from(bytes))]);
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

const DESCRIPTION = `software =
{
  version = "4.2.0";  # as its declaration says
  description = "head unit" " of a Vega";
  /* boards have entries of their own */
  vega-head-unit = {
    hardware-compatibility: [ "1.0", "2" ];
    stable: { files: (
      { filename = "payload"; sha256 = "${'ab'.repeat(32)}"; path = "/opt/payload"; installed-directly = true; size = 0x10L; },
      { filename = "keys"; encrypted = true; properties: { atomic-install = "true"; } }
    ); };
  };
}
`;

export const aSwu = (description = DESCRIPTION, more: readonly PackedFile[] = []): Buffer =>
  aCpio([
    { name: 'sw-description', bytes: Buffer.from(description) },
    { name: 'sw-description.sig', bytes: Buffer.from('signature') },
    { name: 'payload', bytes: Buffer.alloc(1000, 7) },
    { name: 'keys', bytes: Buffer.alloc(33) },
    ...more,
  ]);
