import { setTimeout as sleep } from 'node:timers/promises';
import { withAdvisoryLock } from '@tidings/postgres';
import { DomainError, milliseconds, seconds, type Sha256 } from '@tidings/vocabulary';
import type { UploadPool } from './upload-rules.js';

const PATIENCE = seconds(30);
const AGAIN_AFTER = milliseconds(100);

/** The lock under which an artifact is filed and put on record, or found unwanted and removed: never both at once. */
export const artifactLock = (sha256: Sha256): string => `artifact ${sha256}`;

/** Waits until nobody else, in any process, has this artifact in hand. Errors: 'upload-busy', 'database-away', those of `work`. */
export async function artifactInHand<T>(pool: UploadPool, sha256: Sha256, work: () => Promise<T>): Promise<T> {
  for (let waited = 0; waited < PATIENCE; waited += AGAIN_AFTER) {
    const guarded = await withAdvisoryLock(pool, artifactLock(sha256), work);
    if (guarded.kind === 'done') return guarded.result;
    await sleep(AGAIN_AFTER);
  }
  throw new DomainError('upload-busy', { id: sha256 });
}
