import { ArtifactStore } from '@tidings/artifact-store';
import { ReadPool, withAdvisoryLock } from '@tidings/postgres';
import { ArtifactRow, Records } from '@tidings/records';
import { Clock, Log, type Sha256 } from '@tidings/vocabulary';
import { unreferredArtifacts } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { CONDUCTOR } from '../rollouts/conduct-rollouts.js';
import { artifactLock } from './artifact-in-hand.js';
import { UploadPool, UploadRules } from './upload-rules.js';

/** Asked about in one statement. */
const AT_ONCE = 500;

/** Removes artifacts that nothing refers to and that came in long ago; one process at a time. */
@Injectable()
export class CollectArtifacts {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly locks: UploadPool,
    private readonly store: ArtifactStore,
    private readonly clock: Clock,
    private readonly rules: UploadRules,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    await withAdvisoryLock(this.locks, 'collect artifacts', async () => {
      let some: Sha256[] = [];
      for await (const { sha256, filedAt } of this.store.list()) {
        if (this.isOld(filedAt)) some.push(sha256);
        if (some.length < AT_ONCE) continue;
        await this.collect(some);
        some = [];
      }
      await this.collect(some);
    });
  }

  private async collect(stored: readonly Sha256[]): Promise<void> {
    for (const sha256 of await unreferredArtifacts(this.pool, stored))
      try {
        // Busy: somebody is filing these very bytes.
        await withAdvisoryLock(this.locks, artifactLock(sha256), () => this.remove(sha256));
      } catch (cause) {
        // An object lock of the store that has not ended, for one. The next round tries again, the others go on.
        this.log.warn('an artifact that nothing refers to could not be removed', { sha256, cause });
      }
  }

  /** Looked at once more, now that nobody else can file it: it may be wanted, or have come in again, since the list was made. */
  private async remove(sha256: Sha256): Promise<void> {
    const stored = await this.store.stat(sha256);
    const [stillUnreferred] = await unreferredArtifacts(this.pool, [sha256]);
    if (stored === undefined || stillUnreferred === undefined || !this.isOld(stored.filedAt)) return;
    await this.store.remove(sha256);
    await this.records.write(async (tx) => {
      await tx.rows.delete(ArtifactRow, { sha256 });
      const { size } = stored;
      await tx.journal.append({ actor: CONDUCTOR, act: 'artifact-collected', subject: sha256, facts: { size } });
    });
  }

  private isOld(filedAt: number): boolean {
    return this.clock.now() - filedAt > this.rules.keepsUnreferred;
  }
}
