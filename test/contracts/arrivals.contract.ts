import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, it } from '@jest/globals';
import type { Arrival, ArtifactStore } from '@tidings/artifact-store';
import { sha256Of } from '@tidings/vocabulary';
import type { Subject } from './artifact-store.contract.js';

const MIB = 1 << 20;

/** Bytes that come in over several connections: one suite for every adapter. `open` opens the same place each time, as another process would. */
export function takesArrivals(open: () => Promise<Subject>): void {
  let subject: Subject;
  let store: ArtifactStore;
  beforeAll(async () => {
    subject = await open();
    store = subject.store;
  });

  const begun = async (size: number): Promise<{ bytes: Buffer; arrival: Arrival }> => {
    const bytes = randomBytes(size);
    return { bytes, arrival: await store.begin({ sha256: sha256Of(bytes), size }) };
  };
  const listed = async (): Promise<readonly string[]> => {
    const refs: string[] = [];
    for await (const { ref } of store.arrivals()) refs.push(ref);
    return refs;
  };
  const kept = async ({ sha256 }: Arrival): Promise<Buffer> => buffer(await store.read(sha256));

  it.each<[string, readonly number[]]>([
    ['at once', [100_000]],
    ['in pieces that fit no block and no part', [1, 999_999, 7 * MIB + 3, 12 * MIB, 5]],
    ['in pieces that are exactly parts', [16 * MIB, 16 * MIB]],
  ])('files an arrival that comes %s', async (_how, pieces) => {
    const { bytes, arrival } = await begun(pieces.reduce((sum, piece) => sum + piece));
    let at = 0;
    for (const piece of pieces) {
      expect(await store.arrived(arrival)).toBe(at);
      expect(await store.append(arrival, inChunks(bytes.subarray(at, at + piece)))).toBe((at += piece));
    }
    expect(await store.stat(arrival.sha256)).toBeUndefined();
    const filed = {
      sha256: arrival.sha256,
      sha1: createHash('sha1').update(bytes).digest('hex'),
      md5: createHash('md5').update(bytes).digest('hex'),
      size: bytes.length,
    };
    const first = await store.finish(arrival);
    expect(first).toMatchObject(filed);
    expect(await store.finish(arrival)).toEqual(first);
    await store.abandon(arrival);
    expect((await kept(arrival)).equals(bytes)).toBe(true);
    expect(await listed()).not.toContain(arrival.ref);
    expect(await subject.unfinished()).toEqual([]);
  });

  it('keeps what came before a cut, and another process goes on from there', async () => {
    const { bytes, arrival } = await begun(20 * MIB);
    const cutAt = 17 * MIB + 12_345;
    const failing = Readable.from(
      (function* () {
        yield* pieces(bytes.subarray(0, cutAt));
        throw new Error('the network went away');
      })(),
    );
    await expect(store.append(arrival, failing)).rejects.toMatchObject({
      code: 'upload-cut',
      facts: { received: cutAt, expected: bytes.length },
    });
    expect(await store.arrived(arrival)).toBe(cutAt);
    expect(await store.mustReadAgain(arrival)).toBe(false);
    const { store: other } = await open();
    expect(await listed()).toContain(arrival.ref);
    const mustReadAgain = await other.mustReadAgain(arrival);
    const read: number[] = [];
    const readingAgain = (at: number): void => void read.push(at);
    await other.append(arrival, inChunks(bytes.subarray(cutAt)), { readingAgain });
    expect(read.at(-1)).toBe(mustReadAgain ? cutAt : undefined);
    expect(await other.finish(arrival)).toMatchObject({ sha256: arrival.sha256 });
    await other.abandon(arrival);
    expect((await kept(arrival)).equals(bytes)).toBe(true);
  });

  it('is finished by another process than the one that took the bytes', async () => {
    const { bytes, arrival } = await begun(9 * MIB);
    await store.append(arrival, inChunks(bytes));
    const { store: other } = await open();
    expect(await other.finish(arrival)).toMatchObject({ md5: createHash('md5').update(bytes).digest('hex') });
    await other.abandon(arrival);
  });

  it('is not finished while a byte is missing, and loses nothing by trying', async () => {
    const { bytes, arrival } = await begun(1000);
    await store.append(arrival, inChunks(bytes.subarray(0, 999)));
    await expect(store.finish(arrival)).rejects.toMatchObject({ code: 'size-differs', facts: { received: 999 } });
    await store.append(arrival, inChunks(bytes.subarray(999)));
    await store.finish(arrival);
    await store.abandon(arrival);
  });

  it('takes no byte beyond the declared ones, and leaves the source to its owner', async () => {
    const { bytes, arrival } = await begun(100_000);
    const long = inChunks(Buffer.concat([bytes, Buffer.from('!')]));
    await expect(store.append(arrival, long)).rejects.toMatchObject({ code: 'size-differs' });
    expect(long.destroyed).toBe(false);
    expect(await store.arrived(arrival)).toBeLessThan(100_001);
    await store.abandon(arrival);
  });

  it('keeps nothing of an arrival in which one bit differs', async () => {
    const { bytes, arrival } = await begun(17 * MIB);
    bytes[5]! ^= 1;
    await store.append(arrival, inChunks(bytes));
    await expect(store.finish(arrival)).rejects.toMatchObject({
      code: 'digest-differs',
      facts: { expected: arrival.sha256, received: sha256Of(bytes) },
    });
    expect(await store.stat(arrival.sha256)).toBeUndefined();
    expect(await listed()).not.toContain(arrival.ref);
    expect(await subject.unfinished()).toEqual([]);
  });

  it('stores identical bytes once, though several bring them at the same time', async () => {
    const { bytes, arrival } = await begun(9 * MIB);
    const other = await store.begin(arrival);
    await Promise.all([arrival, other].map((one) => store.append(one, inChunks(bytes))));
    await Promise.all([arrival, other].map((one) => store.finish(one)));
    for (const one of [arrival, other]) await store.abandon(one);
    expect((await kept(arrival)).equals(bytes)).toBe(true);
    expect(await subject.unfinished()).toEqual([]);
  });

  it('forgets what is abandoned, also twice', async () => {
    const { bytes, arrival } = await begun(17 * MIB);
    await store.append(arrival, inChunks(bytes.subarray(0, 16 * MIB + 5)));
    await store.abandon(arrival);
    await store.abandon(arrival);
    expect(await store.arrived(arrival)).toBe(0);
    expect(await listed()).not.toContain(arrival.ref);
    expect(await subject.unfinished()).toEqual([]);
  });
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_521) yield bytes.subarray(at, at + 65_521);
}

/** As a network brings bytes: in pieces that fit no block. */
const inChunks = (bytes: Buffer): Readable =>
  Readable.from(pieces(bytes), { objectMode: false, highWaterMark: 65_536 });
