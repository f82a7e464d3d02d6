import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { ArtifactStore } from '@tidings/artifact-store';
import type { Sha256 } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';

/** The lines of a target register, as they were written. */
@Injectable()
export class ReadRegister {
  constructor(private readonly store: ArtifactStore) {}

  /** Errors: 'artifact-missing', 'store-away'. */
  async *run(artifactSha256: Sha256): AsyncGenerator<string> {
    const packed = await this.store.read(artifactSha256);
    const lines = createGunzip();
    packed.once('error', (cause) => lines.destroy(cause));
    try {
      yield* createInterface({ input: packed.pipe(lines), crlfDelay: Infinity });
    } finally {
      packed.destroy();
    }
  }
}
