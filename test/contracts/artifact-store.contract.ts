import { createHash, randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ArtifactStore } from '@tidings/artifact-store';
import { type Sha256, sha256Of } from '@tidings/vocabulary';

/** An adapter, and what the suite needs to know of its inside. */
export interface Subject {
  readonly store: ArtifactStore;
  /** Names of whatever is there beside whole artifacts. */
  unfinished(): Promise<readonly string[]>;
}

const MIB = 1 << 20;

/** One suite for every adapter of the port. `open` opens the same place each time. */
export function holdsTheContract(open: () => Promise<Subject>): void {
  let subject: Subject;
  let store: ArtifactStore;
  beforeAll(async () => {
    subject = await open();
    store = subject.store;
  });

  it.each<[string, number]>([
    ['no byte at all', 0],
    ['one byte', 1],
    ['exactly one part', 16 * MIB],
    ['one part and a byte', 16 * MIB + 1],
    ['40 MiB', 40 * MIB],
  ])('files and gives back %s', async (_size, size) => {
    const bytes = randomBytes(size);
    const sha256 = sha256Of(bytes);
    expect(await store.put(inChunks(bytes), { sha256, size })).toMatchObject({
      sha256,
      sha1: createHash('sha1').update(bytes).digest('hex'),
      md5: createHash('md5').update(bytes).digest('hex'),
      size,
    });
    expect(await store.stat(sha256)).toMatchObject({ sha256, size });
    expect((await buffer(await store.read(sha256))).equals(bytes)).toBe(true);
    expect(await subject.unfinished()).toEqual([]);
  });

  // Small ones go another way than those of several parts.
  describe.each([
    ['small', 100_000],
    ['of several parts', 33 * MIB],
  ])('an artifact that is %s', (_kind, size) => {
    const bytes = randomBytes(size);
    const sha256 = sha256Of(bytes);
    const expectNothingKept = async (): Promise<void> => {
      expect(await store.stat(sha256)).toBeUndefined();
      expect(await subject.unfinished()).toEqual([]);
    };

    it('is not kept when the source fails in the middle', async () => {
      const failing = Readable.from(
        (function* () {
          yield bytes.subarray(0, size - 10);
          throw new Error('the network went away');
        })(),
      );
      await expect(store.put(failing, { sha256, size })).rejects.toMatchObject({
        code: 'upload-cut',
        facts: { received: size - 10, expected: size },
      });
      await expectNothingKept();
    });

    it('is not kept when the connection closes without a word', async () => {
      const closing = new PassThrough();
      closing.write(bytes.subarray(0, 1000));
      setTimeout(() => closing.destroy(), 20);
      await expect(store.put(closing, { sha256, size })).rejects.toMatchObject({ code: 'upload-cut' });
      await expectNothingKept();
    });

    it('is not kept when the source was gone before it began', async () => {
      const gone = inChunks(bytes);
      gone.destroy();
      await expect(store.put(gone, { sha256, size })).rejects.toMatchObject({ code: 'upload-cut' });
      await expectNothingKept();
    });

    it('is not kept when a byte is missing', async () => {
      const short = inChunks(bytes.subarray(0, size - 1));
      await expect(store.put(short, { sha256, size })).rejects.toMatchObject({
        code: 'size-differs',
        facts: { received: size - 1 },
      });
      await expectNothingKept();
    });

    it('is refused at the first byte too many, without reading on, and leaves the source to its owner', async () => {
      let given = 0;
      const endless = new Readable({
        read() {
          given += 65_536;
          this.push(Buffer.alloc(65_536));
        },
      });
      await expect(store.put(endless, { sha256, size })).rejects.toMatchObject({
        code: 'size-differs',
        facts: { expected: size },
      });
      expect(given).toBeLessThan(size + 5 * 65_536);
      expect(endless.destroyed).toBe(false);
      endless.destroy();
      await expectNothingKept();
    });

    it('is not kept when one bit differs', async () => {
      const other = Buffer.from(bytes);
      other[size - 1]! ^= 1;
      await expect(store.put(inChunks(other), { sha256, size })).rejects.toMatchObject({
        code: 'digest-differs',
        facts: { expected: sha256, received: sha256Of(other) },
      });
      await expectNothingKept();
      expect(await store.stat(sha256Of(other))).toBeUndefined();
    });

    it('is stored once when several bring it at the same time, and stays when a later copy is cut', async () => {
      const filed = await Promise.all([1, 2, 3].map(() => store.put(inChunks(bytes), { sha256, size })));
      expect(new Set(filed.map((artifact) => artifact.md5)).size).toBe(1);
      await expect(store.put(inChunks(bytes.subarray(1)), { sha256, size })).rejects.toMatchObject({
        code: 'size-differs',
      });
      expect((await digestsOf(store)).filter((digest) => digest === sha256)).toHaveLength(1);
      expect(sha256Of(await buffer(await store.read(sha256)))).toBe(sha256);
      expect(await subject.unfinished()).toEqual([]);
    });

    it('is gone when it is removed, also twice', async () => {
      await store.remove(sha256);
      await store.remove(sha256);
      await expectNothingKept();
      expect(await digestsOf(store)).not.toContain(sha256);
    });
  });

  describe('ranges', () => {
    const bytes = randomBytes(100_000);
    const sha256 = sha256Of(bytes);
    beforeAll(() => store.put(inChunks(bytes), { sha256, size: bytes.length }));

    it.each<[string, number, number, number]>([
      ['the first byte', 0, 0, 1],
      ['the last byte', 99_999, 99_999, 100_000],
      ['some in the middle', 7, 70_006, 70_007],
      ['everything', 0, 99_999, 100_000],
      ['from the middle to beyond the end', 50_000, 2_000_000, 100_000],
    ])('give %s', async (_what, start, end, behind) => {
      expect((await buffer(await store.read(sha256, { start, end }))).equals(bytes.subarray(start, behind))).toBe(true);
    });

    it.each([
      ['begins behind the last byte', 100_000, 100_000],
      ['ends before it begins', 2, 1],
      ['begins before the first byte', -1, 5],
      ['is cut within a byte', 0, 1.5],
    ])('are refused when one %s', async (_what, start, end) => {
      await expect(store.read(sha256, { start, end })).rejects.toMatchObject({ code: 'bad-range' });
    });
  });

  it('gives nothing of an artifact that has another size than was filed', async () => {
    const bytes = randomBytes(5000);
    const sha256 = sha256Of(bytes);
    const { storeVersion } = await store.put(inChunks(bytes), { sha256, size: 5000 });
    const asFiled = { size: 5000, ...(storeVersion && { storeVersion }) };
    expect(await buffer(await store.read(sha256, { start: 4999, end: 4999 }, asFiled))).toHaveLength(1);
    for (const range of [undefined, { start: 0, end: 9 }]) {
      await expect(store.read(sha256, range, { ...asFiled, size: 5001 })).rejects.toMatchObject({
        code: 'artifact-damaged',
        facts: { sha256, filed: 5001, stored: 5000 },
      });
    }
  });

  it('gives no address of its own unless it was told to', async () => {
    expect(await store.linkTo(sha256Of('anything'), 'a.swu')).toBeUndefined();
  });

  it('says that an artifact is missing, before a stream is given', async () => {
    const sha256 = sha256Of('never filed');
    await expect(store.read(sha256)).rejects.toMatchObject({ code: 'artifact-missing', facts: { sha256 } });
    await expect(store.read(sha256, { start: 0, end: 1 })).rejects.toMatchObject({ code: 'artifact-missing' });
    expect(await store.stat(sha256)).toBeUndefined();
  });

  it.each(['../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(64)}/..`, `${'a'.repeat(62)}/.`, ''])(
    'takes nothing but a digest for a name: %j',
    async (name) => {
      const sha256 = name as Sha256;
      const calls = [
        () => store.put(Readable.from([]), { sha256, size: 0 }),
        () => store.stat(sha256),
        () => store.read(sha256),
        () => store.remove(sha256),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'bad-digest' });
    },
  );

  it('lists what it holds, with the time it came in', async () => {
    const begun = Date.now();
    const names = ['one', 'two', 'three'].map((text) => Buffer.from(text));
    for (const bytes of names) await store.put(inChunks(bytes), { sha256: sha256Of(bytes), size: bytes.length });
    const held = new Map<string, number>();
    for await (const { sha256, filedAt } of store.list()) held.set(sha256, filedAt);
    for (const bytes of names) {
      // S3 keeps whole seconds.
      expect(held.get(sha256Of(bytes))).toBeGreaterThan(begun - 2000);
      expect(held.get(sha256Of(bytes))).toBeLessThan(Date.now() + 2000);
    }
  });

  it('is ready', () => expect(store.check()).resolves.toBeUndefined());

  it('holds what it held when it is opened again', async () => {
    const bytes = Buffer.from('kept');
    await store.put(inChunks(bytes), { sha256: sha256Of(bytes), size: 4 });
    const { store: again } = await open();
    expect(await buffer(await again.read(sha256Of(bytes)))).toEqual(bytes);
  });
}

/** As a network brings bytes: in pieces that fit no part. */
function inChunks(bytes: Buffer): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += 65_521) yield bytes.subarray(at, at + 65_521);
    })(),
    { objectMode: false, highWaterMark: 65_536 },
  );
}

async function digestsOf(store: ArtifactStore): Promise<readonly string[]> {
  const digests: string[] = [];
  for await (const { sha256 } of store.list()) digests.push(sha256);
  return digests;
}
