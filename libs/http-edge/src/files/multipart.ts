import { Readable } from 'node:stream';
import type { ByteSpan } from './byte-range.js';

/** hawkBit's, for clients that look for it instead of reading the header. */
const BOUNDARY = 'THIS_STRING_SEPARATES_MULTIPART';
export const MULTIPART = `multipart/byteranges; boundary=${BOUNDARY}`;

/** Several spans of one file as one body (RFC 9110, 14.6), with its length known before its first byte. */
export class Multipart {
  constructor(
    private readonly parts: readonly ByteSpan[],
    private readonly size: number,
  ) {}

  get length(): number {
    const lengths = this.parts.map((part) => this.headOf(part).length + part.end - part.start + 1);
    return lengths.reduce((sum, one) => sum + one, END.length);
  }

  /** Opens the first part at once, so that its errors come before the first byte; the others when their turn comes. */
  async open(read: (span: ByteSpan) => Promise<Readable>): Promise<Readable> {
    const first = await read(this.parts[0]!);
    const body = Readable.from(this.bytes(first, read), { objectMode: false });
    // A body nobody began to read does not reach the end of its generator.
    body.once('close', () => first.destroy());
    return body;
  }

  private async *bytes(first: Readable, read: (span: ByteSpan) => Promise<Readable>): AsyncGenerator<Buffer> {
    for (const part of this.parts) {
      yield this.headOf(part);
      yield* (part === this.parts[0] ? first : await read(part)) as AsyncIterable<Buffer>;
    }
    yield END;
  }

  private headOf({ start, end }: ByteSpan): Buffer {
    const range = `bytes ${start}-${end}/${this.size}`;
    return Buffer.from(
      `\r\n--${BOUNDARY}\r\ncontent-type: application/octet-stream\r\ncontent-range: ${range}\r\n\r\n`,
    );
  }
}

const END = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
