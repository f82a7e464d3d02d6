import { describe, expect, it } from '@jest/globals';
import { aCms, aRaucBundle } from '../builders/a-rauc-bundle.js';
import { aCpio, aSwu } from '../builders/a-swu.js';
import { anOtaZip, OTA_ENTRIES } from '../builders/an-ota-zip.js';
import { countedSource } from '../builders/counted-source.js';
import { READ_LIMITS } from './bounded-reader.js';
import { inspectPackage } from './inspect-package.js';
import type { DeclaredFacts } from './inspection.js';

const DECLARED: DeclaredFacts = { fileName: 'vega.bin', version: '4.2', hardwareIds: ['vega-head-unit'] };
const inspect = (bytes: Uint8Array, declared: Partial<DeclaredFacts> = {}) =>
  inspectPackage(countedSource(bytes), { ...DECLARED, ...declared });
const kinds = async (bytes: Uint8Array, declared: Partial<DeclaredFacts> = {}) =>
  (await inspect(bytes, declared)).findings.map(({ kind }) => kind);

/** Its last eight bytes say something else. */
const withEnd = (bytes: Buffer, byte: number): Buffer => bytes.fill(byte, bytes.length - 8);

describe('an .swu file', () => {
  it('says its version, hardware and images, and whether it is signed', async () => {
    expect(await inspect(aSwu(), { fileName: 'vega.swu' })).toEqual({
      contents: {
        format: 'swu',
        version: '4.2.0',
        hardware: [
          { board: 'vega-head-unit', revision: '1.0' },
          { board: 'vega-head-unit', revision: '2' },
        ],
        images: [
          { name: 'payload', sha256: 'ab'.repeat(32), isEncrypted: false },
          { name: 'keys', isEncrypted: true },
        ],
        signature: 'present',
        notRead: ['its encrypted images'],
      },
      findings: [],
    });
  });

  it.each([
    ['its declaration says another version', aSwu(), { version: '4.2.1' }, ['version-differs']],
    ['its declaration names other hardware', aSwu(), { hardwareIds: ['brakes'] }, ['hardware-differs']],
    [
      'one of several kinds of hardware is not its',
      aSwu(),
      { hardwareIds: ['VEGA_HEAD_UNIT', 'x'] },
      ['hardware-differs'],
    ],
    ['hardware is named with its revision', aSwu(), { hardwareIds: ['vega-head-unit-2', '1.0'] }, []],
    [
      'hardware is given by a pattern',
      aSwu('software = { hardware-compatibility = ["#RE:^v"]; }'),
      {},
      ['not-readable'],
    ],
    ['it says nothing of itself', aSwu('software = { }'), {}, []],
    ['it is described in JSON', aSwu('{"software":{"version":"5"}}'), {}, ['version-differs']],
    [
      'it names a file that is not in it',
      aSwu('software = { images = ({ filename = "gone"; }); }'),
      {},
      ['incomplete'],
    ],
    ['nobody signed it', aCpio([{ name: 'sw-description', bytes: Buffer.from('software = { }') }]), {}, ['unsigned']],
    ['it is cut short', aSwu().subarray(0, 900), {}, ['malformed']],
    ['its description is broken', aSwu('software = { version = ; }'), {}, ['malformed']],
    ['its description includes another file', aSwu('@include "/etc/passwd"'), {}, ['malformed']],
    ['its description is encrypted', aSwu().fill(0xff, 130, 140), {}, ['not-readable']],
    ['its description nests without end', aSwu(`software = ${'{a='.repeat(5000)}`), {}, ['malformed']],
    [
      'a file in it would leave its folder',
      aSwu(undefined, [{ name: '../../etc/passwd', bytes: Buffer.from('x') }]),
      {},
      ['path-escapes'],
    ],
    [
      'it holds files without end',
      aCpio(Array.from({ length: 500 }, () => ({ name: 'sw-description', bytes: Buffer.alloc(0) }))),
      {},
      ['not-readable'],
    ],
    ['it is only called so', Buffer.alloc(3000, 9), { fileName: 'vega.swu' }, ['not-what-its-name-says']],
  ] as const)('%s', async (_, bytes, declared, wanted) => {
    expect(await kinds(bytes, declared)).toEqual(wanted);
  });

  it('is not every cpio archive', async () => {
    const archive = aCpio([{ name: 'init', bytes: Buffer.alloc(10) }]);
    expect((await inspect(archive)).contents.format).toBe('plain');
    expect(await kinds(archive, { fileName: 'vega.swu' })).toEqual(['malformed']);
  });
});

describe('a RAUC bundle', () => {
  it('says what its signed manifest says', async () => {
    expect(await inspect(aRaucBundle())).toEqual({
      contents: {
        format: 'rauc',
        form: 'verity',
        version: '4.2.0',
        hardware: [{ board: 'Vega Head-Unit' }],
        images: [{ name: 'rootfs.img', sha256: 'ab'.repeat(32), isEncrypted: false }],
        signature: 'present',
        notRead: [],
      },
      findings: [],
    });
  });

  const manifest = (text: string): Buffer => aRaucBundle(aCms(text));
  it.each([
    ['of another version', aRaucBundle(), { version: '4.3' }, ['version-differs']],
    ['for other hardware', aRaucBundle(), { hardwareIds: ['brakes'] }, ['hardware-differs']],
    ['of the plain form', aRaucBundle(aCms(undefined)), {}, ['not-readable']],
    ['that is encrypted', aRaucBundle(aCms(undefined, 'enveloped')), {}, ['not-readable']],
    ['without a compatible', manifest('[update]\nversion=1\n'), {}, ['malformed']],
    ['whose manifest is no key file', manifest('compatible'), {}, ['malformed']],
    ['with a file beside it', manifest('[update]\ncompatible=a\n[image.a]\nfilename=../x'), {}, ['path-escapes']],
    ['whose signature is none', aRaucBundle(Buffer.from('30820003')), { fileName: 'a.raucb' }, ['malformed']],
    ['whose signature is deep', aRaucBundle(Buffer.from('3080'.repeat(3000), 'hex')), {}, ['malformed']],
    ['whose size is a lie', withEnd(aRaucBundle(), 0xff), { fileName: 'a.raucb' }, ['malformed']],
  ] as const)('%s', async (_, bytes, declared, wanted) => {
    expect(await kinds(bytes, declared)).toEqual(wanted);
  });

  it('is not every squashfs', async () => {
    expect((await inspect(withEnd(aRaucBundle(), 0))).contents.format).toBe('plain');
  });
});

describe('an Android OTA package', () => {
  it('says its build, device and payload', async () => {
    expect(await inspect(await anOtaZip())).toEqual({
      contents: {
        format: 'android-ota',
        form: 'AB',
        version: '4.2.0',
        hardware: [{ board: 'vega-head-unit' }],
        images: [{ name: 'payload.bin', sha256: 'ab'.repeat(32), isEncrypted: false }],
        signature: 'present',
        notRead: [],
      },
      findings: [],
    });
  });

  const METADATA = 'META-INF/com/android/metadata';
  it.each([
    ['without a signature', OTA_ENTRIES, false, ['unsigned']],
    ['of another build', { [METADATA]: 'post-build=a/b/c:14/U/9.9:user/k' }, true, ['version-differs']],
    ['for another device', { [METADATA]: 'pre-device=lyra|lyra2' }, true, ['hardware-differs']],
    ['with metadata that is none', { [METADATA]: 'nothing' }, true, ['malformed']],
    ['with a bomb for metadata', { [METADATA]: 'a='.repeat(1_000_000) }, true, ['not-readable']],
    ['with a path that escapes', { ...OTA_ENTRIES, '../../evil': '' }, true, ['path-escapes']],
    ['that is just a zip file', { 'readme.txt': 'hello' }, false, []],
  ] as const)('%s', async (_, entries, isSigned, wanted) => {
    expect(await kinds(await anOtaZip(entries, isSigned))).toEqual(wanted);
  });

  it('whose entry unpacks to more than it says is refused at the limit', async () => {
    const bytes = await anOtaZip({ [METADATA]: 'a=b\n'.repeat(200_000) });
    // The sizes in the directory are made small: only unpacking can tell.
    const at = bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1');
    bytes.writeUInt32LE(8, at + 24);
    expect(await kinds(bytes)).toEqual(['malformed']);
  });
});

describe('any file', () => {
  it.each([
    ['an empty one', Buffer.alloc(0)],
    ['one of zeros', Buffer.alloc(100_000)],
    ['half of a magic', Buffer.from('0707')],
  ])('%s is a plain file of which nothing is known', async (_, bytes) => {
    expect(await inspect(bytes)).toMatchObject({ contents: { format: 'plain', hardware: [] }, findings: [] });
  });

  it.each([
    ['of more bytes', aZipDirectory(100, READ_LIMITS.bytes)],
    ['of more entries', aZipDirectory(22_000, 0)],
  ])('costs at most its limits: a zip file whose directory is %s than is read', async (_, bytes) => {
    const source = countedSource(bytes);
    const { findings } = await inspectPackage(source, DECLARED);
    expect(findings.map(({ kind }) => kind)).toEqual(['not-readable']);
    expect(source.cost().bytes).toBeLessThanOrEqual(READ_LIMITS.bytes);
  });
});

/** A zip file of empty entries, and a comment of the last one that makes its directory longer. */
function aZipDirectory(entries: number, padding: number): Buffer {
  const names = Array.from({ length: entries }, (_, n) => Buffer.from(`entry-${n}`));
  const records = names.map((name) => {
    const record = Buffer.alloc(46);
    record.write('PK\u0001\u0002', 'latin1');
    record.writeUInt16LE(name.length, 28);
    return Buffer.concat([record, name]);
  });
  const directory = Buffer.concat([...records, Buffer.alloc(padding)]);
  const start = Buffer.from('PK\u0003\u0004'.padEnd(64, '\0'), 'latin1');
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(start.length, 16);
  return Buffer.concat([start, directory, end]);
}
