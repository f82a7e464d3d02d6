import { ArtifactStore, type Protection } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import { ArtifactRow, Records } from '@tidings/records';
import { after, Clock, dateOf, isoOf, Log } from '@tidings/vocabulary';
import { type ArtifactToProtect, artifactsToProtect } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { CONDUCTOR } from '../rollouts/conduct-rollouts.js';

/** Each is a request or two to the store. */
const IN_ONE_BEAT = 100;

/**
 * Locks the stored bytes of published releases, where the store has a lock. Its own errand and not part of an approval: the store may be away,
 * and a lock that came first would hold what was never approved. Locking twice is harmless.
 */
@Injectable()
export class ProtectArtifacts {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Errors: 'store-away', 'database-away'. */
  async run(): Promise<void> {
    const { protection } = this.store;
    if (protection === undefined) return;
    for (const artifact of await artifactsToProtect(this.pool, IN_ONE_BEAT)) await this.protect(artifact, protection);
  }

  private async protect({ sha256, ...asFiled }: ArtifactToProtect, { mode, lasts }: Protection): Promise<void> {
    const until = after(this.clock.now(), lasts);
    try {
      await this.store.protect(sha256, until, asFiled);
    } catch (cause) {
      if ((cause as { readonly code?: unknown }).code !== 'artifact-missing') throw cause;
      // The others still want their lock.
      this.log.error('a published artifact is not in the store: have it restored', { sha256 });
      return;
    }
    await this.records.write(async (tx) => {
      await tx.rows.update(ArtifactRow, { sha256 }, { protectedUntil: dateOf(until) });
      await tx.journal.append({
        actor: CONDUCTOR,
        act: 'artifact-protected',
        subject: sha256,
        facts: { mode, until: isoOf(until) },
        seals: [['artifact', sha256]],
      });
    });
  }
}
