import { createHash } from 'node:crypto';
import type { ArtifactStore } from '@tidings/artifact-store';
import type { EvidenceFault } from '@tidings/update-trust';
import { DomainError, type Sha256 } from '@tidings/vocabulary';

/** So often is somebody told who waits: long before any client gives up on a silent connection. */
const TOLD_EVERY = 1 << 26;

/** A digest that is none leads nowhere either. */
const MISSING: ReadonlySet<string> = new Set(['artifact-missing', 'bad-digest']);

/** Reads artifacts once more, a chunk at a time, and compares their digests with their names. */
export class ArtifactCheck {
  artifacts = 0;
  bytes = 0;

  constructor(private readonly store: ArtifactStore) {}

  /** Yields undefined while it reads on, and at most one fault. `by`: who needs it. Errors: 'store-away'. */
  async *read(sha256: Sha256, by?: string): AsyncGenerator<EvidenceFault | undefined> {
    const fault = { what: `artifact ${sha256}`, ...(by !== undefined && { why: by }) };
    const digest = createHash('sha256');
    let untold = 0;
    try {
      for await (const chunk of (await this.store.read(sha256)) as AsyncIterable<Buffer>) {
        digest.update(chunk);
        this.bytes += chunk.length;
        untold += chunk.length;
        if (untold < TOLD_EVERY) continue;
        untold = 0;
        yield undefined;
      }
    } catch (cause) {
      if (!(cause instanceof DomainError && MISSING.has(cause.code))) throw cause;
      // One that nobody needs may be collected while we look.
      if (by !== undefined) yield { fault: 'artifact-missing', ...fault };
      return;
    }
    this.artifacts += 1;
    if (digest.digest('hex') !== sha256) yield { fault: 'artifact-changed', ...fault };
  }
}
