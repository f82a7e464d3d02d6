import type { ByteSource } from '../src/byte-source.js';

/** Bytes in memory that count what is read of them, and refuse what does not lie in them. */
export interface CountedSource extends ByteSource {
  readonly read: ByteSource['read'];
  readonly cost: () => { readonly bytes: number; readonly reads: number };
}

export function countedSource(bytes: Uint8Array): CountedSource {
  let [read, reads] = [0, 0];
  return {
    size: bytes.length,
    read: (start, length) => {
      if (start < 0 || length < 1 || start + length > bytes.length) throw new Error(`read ${start}+${length}`);
      read += length;
      reads += 1;
      return Promise.resolve(bytes.subarray(start, start + length));
    },
    cost: () => ({ bytes: read, reads }),
  };
}
