import { Constructed, Integer, ObjectIdentifier, OctetString, Sequence, Set as AsnSet } from 'asn1js';

const MANIFEST = `[update]
compatible=Vega Head-Unit
version=4.2.0

[bundle]
format=verity
verity-hash=${'cd'.repeat(32)}

[image.rootfs]
filename=rootfs.img
sha256=${'ab'.repeat(32)}
size=4096
`;

const CONTENT_TYPES = {
  signed: '1.2.840.113549.1.7.2',
  enveloped: '1.2.840.113549.1.7.3',
  data: '1.2.840.113549.1.7.1',
};

const tagged = (value: (Sequence | OctetString)[]): Constructed =>
  new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value });

/** A CMS message around a manifest; without one the signature is over something that lies elsewhere. */
export function aCms(manifest: string | undefined, type: 'signed' | 'enveloped' = 'signed'): Buffer {
  const content = manifest === undefined ? [] : [tagged([new OctetString({ valueHex: Buffer.from(manifest) })])];
  const signed = new Sequence({
    value: [
      new Integer({ value: 3 }),
      new AsnSet({ value: [] }),
      new Sequence({ value: [new ObjectIdentifier({ value: CONTENT_TYPES.data }), ...content] }),
      new AsnSet({ value: [] }),
    ],
  });
  const message = new Sequence({ value: [new ObjectIdentifier({ value: CONTENT_TYPES[type] }), tagged([signed])] });
  return Buffer.from(message.toBER());
}

/** Something that begins as a squashfs, a CMS message, and its size. */
export function aRaucBundle(cms = aCms(MANIFEST)): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(cms.length));
  return Buffer.concat([Buffer.from('hsqs'), Buffer.alloc(4092, 1), cms, size]);
}
