import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DomainError, type Sha256 } from '@tidings/vocabulary';
import type { ExpectedBytes, FiledArtifact } from './artifact-store.js';

/**
 * A source on its way into a store: whoever has iterated it to its end holds exactly the expected bytes; otherwise the
 * iteration has thrown. So an adapter finishes after its loop and needs no check of its own.
 * Errors: 'size-differs', 'digest-differs', 'upload-cut'.
 */
export class IncomingBytes implements AsyncIterable<Buffer> {
  // All three on this thread: 230 MiB/s together, 965 for SHA-256 alone (2 shared Xeon cores, Node 20). Disk and network
  // were slower; when they are not, SHA-1 and MD5 move to a worker.
  private readonly digests = { sha256: createHash('sha256'), sha1: createHash('sha1'), md5: createHash('md5') };
  private received = 0;
  private verified: FiledArtifact | undefined;

  constructor(
    private readonly source: Readable,
    private readonly expected: ExpectedBytes,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
    for await (const chunk of this.chunks()) {
      this.received += chunk.length;
      if (this.received > this.expected.size) throw this.sizeDiffers();
      for (const digest of Object.values(this.digests)) digest.update(chunk);
      yield chunk;
    }
    this.verify();
  }

  /** Only after the iteration has ended. */
  filed(): FiledArtifact {
    if (this.verified === undefined) throw new Error('the bytes were not read to their end');
    return this.verified;
  }

  private async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    try {
      // Not destroyed when we stop early: a door still wants to answer on this connection.
      yield* this.source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    } catch (cause) {
      throw new DomainError('upload-cut', { received: this.received, expected: this.expected.size }, { cause });
    }
  }

  private verify(): void {
    if (this.received !== this.expected.size) throw this.sizeDiffers();
    const [sha256, sha1, md5] = Object.values(this.digests).map((digest) => digest.digest('hex'));
    if (sha256 !== this.expected.sha256) {
      throw new DomainError('digest-differs', { expected: this.expected.sha256, received: sha256 });
    }
    this.verified = { sha256: sha256 as Sha256, sha1: sha1!, md5: md5!, size: this.received };
  }

  private sizeDiffers(): DomainError {
    return new DomainError('size-differs', { expected: this.expected.size, received: this.received });
  }
}
