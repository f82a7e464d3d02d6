import type { ByteSource } from './byte-source.js';
import { FileFault } from './file-fault.js';

/**
 * What one inspection may cost, whatever the file says. 4 MiB hold the directory of 40,000 zip entries or a description a thousand times
 * longer than real ones; 512 reads hold every header of the largest archives we have seen.
 */
export const READ_LIMITS = { bytes: 4 << 20, reads: 512, window: 16 << 10 } as const;

/** Reads ranges through one small window, and refuses to read more than its limits allow. */
export class BoundedReader {
  private windowStart = 0;
  private window: Uint8Array = new Uint8Array();
  private bytesRead = 0;
  private reads = 0;

  constructor(private readonly source: ByteSource) {}

  get size(): number {
    return this.source.size;
  }

  /** Exactly these bytes. Errors: FileFault 'malformed' when the file is shorter, 'not-readable' beyond the limits. */
  async bytes(start: number, length: number): Promise<Uint8Array> {
    if (start < 0 || length < 0 || start + length > this.size)
      throw new FileFault('malformed', `it ends before byte ${start + length}, where one of its parts does`);
    if (length === 0) return new Uint8Array();
    if (!this.holds(start, length)) await this.move(start, length);
    const from = start - this.windowStart;
    return this.window.subarray(from, from + length);
  }

  private holds(start: number, length: number): boolean {
    return start >= this.windowStart && start + length <= this.windowStart + this.window.length;
  }

  private async move(start: number, length: number): Promise<void> {
    const left = READ_LIMITS.bytes - this.bytesRead;
    if (length > left || this.reads >= READ_LIMITS.reads)
      throw new FileFault('not-readable', 'more of it would have to be read than an inspection may');
    const wanted = Math.min(Math.max(length, READ_LIMITS.window), left, this.size - start);
    this.reads += 1;
    this.bytesRead += wanted;
    const read = await this.source.read(start, wanted);
    if (read === undefined) throw new FileFault('not-readable', 'it took too long to read');
    this.window = read;
    this.windowStart = start;
  }
}
