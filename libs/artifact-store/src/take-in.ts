import type { Readable } from 'node:stream';
import { DomainError } from '@tidings/vocabulary';
import type { SavedDigests } from './digest-set.js';
import type { RunningDigests } from './running-digests.js';

/** Large enough that writing and digesting cost few calls; four of them are all that an upload holds in memory. */
const BLOCK_SIZE = 1 << 20;
const BLOCKS = 4;

/** Where bytes go on: those before `offset` are kept and digested, and there will be `size` in all. */
export interface Gap {
  readonly offset: number;
  readonly size: number;
}

export interface Keeping {
  /** Gets one block after the other, in order; a block ends at every whole BLOCK_SIZE of the file. */
  readonly keep: (bytes: Buffer, saved: Promise<SavedDigests> | undefined) => Promise<void>;
  /** Whether `keep` wants to know how far the digests are, when a block ends here. */
  readonly savesAt?: (end: number) => boolean;
  /** Hears how many bytes there are, block by block. */
  readonly hears?: ((bytes: number) => void) | undefined;
}

/**
 * Takes bytes in, in blocks: each is digested and kept while the next ones fill, and nothing is read from the source before there is
 * room for it. The source is left open where it stood. Returns how many are kept in all.
 * Errors: 'size-differs' at the first byte too many; 'upload-cut' when the source fails: what came before is kept; whatever `keep` throws.
 */
export async function takeIn(
  source: Readable,
  { offset, size }: Gap,
  digests: RunningDigests,
  { keep, savesAt, hears }: Keeping,
): Promise<number> {
  const blocks = Array.from({ length: BLOCKS }, () => ({
    bytes: Buffer.from(new SharedArrayBuffer(Math.min(BLOCK_SIZE, size - offset))),
    isFree: Promise.resolve<unknown>(undefined),
  }));
  let [block, filled, at] = [blocks[0]!, 0, offset];
  let turn = 0;
  let kept: Promise<void> = Promise.resolve();

  const hand = (): void => {
    const bytes = block.bytes.subarray(0, filled);
    const digested = digests.update(bytes);
    const saved = savesAt?.(at + filled) === true ? digests.save() : undefined;
    kept = kept.then(() => keep(bytes, saved));
    block.isFree = Promise.all([kept, digested, saved]);
    // Looked at when the block's turn comes again; until then its failure must not count as unhandled.
    block.isFree.catch(() => undefined);
    at += filled;
    filled = 0;
    block = blocks[++turn % BLOCKS]!;
    hears?.(at);
  };

  try {
    const cut = await eachChunk(source, async (chunk) => {
      if (at + filled + chunk.length > size)
        throw new DomainError('size-differs', { expected: size, received: at + filled + chunk.length });
      for (let from = 0; from < chunk.length;) {
        if (filled === 0) await block.isFree;
        const room = BLOCK_SIZE - ((at + filled) % BLOCK_SIZE);
        const taken = chunk.copy(block.bytes, filled, from, Math.min(chunk.length, from + room));
        from += taken;
        filled += taken;
        if (taken === room) hand();
      }
    });
    if (filled > 0) hand();
    for (const { isFree } of blocks) await isFree;
    if (cut !== undefined) throw new DomainError('upload-cut', { received: at, expected: size }, { cause: cut.cause });
    return at;
  } finally {
    await Promise.allSettled(blocks.map(({ isFree }) => isFree));
  }
}

/** Answers why the source ended before its end, if it did; what `take` throws goes through. */
async function eachChunk(
  source: Readable,
  take: (chunk: Buffer) => Promise<void>,
): Promise<{ readonly cause: unknown } | undefined> {
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, void>;
  try {
    for (;;) {
      const next = await chunks.next().catch((cause: unknown) => ({ cause }));
      if ('cause' in next) return next;
      if (next.done === true) return undefined;
      await take(next.value);
    }
  } finally {
    await chunks.return?.();
  }
}
