import { setTimeout as sleep } from 'node:timers/promises';
import { withAdvisoryLock } from '@tidings/postgres';
import { DomainError, milliseconds, seconds, type UploadId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { UploadPool } from './upload-rules.js';

/** The right to touch an upload, until it is given back. */
export interface UploadLock {
  /** Aborted when somebody else wants it, or the database is lost: end soon. */
  readonly stop: AbortSignal;
  readonly release: () => Promise<void>;
}

/** Another process may hold it for a request that nobody hears any more. */
const PATIENCE = seconds(15);
const AGAIN_AFTER = milliseconds(200);

/**
 * One request at a time for an upload, in all processes: an advisory lock, which dies with its process. A newer request of this process
 * has the older one stopped: its sender was cut and has come back before we noticed.
 */
@Injectable()
export class UploadLocks {
  private readonly held = new Map<UploadId, { readonly stop: AbortController; readonly ended: Promise<unknown> }>();

  constructor(private readonly pool: UploadPool) {}

  /** Errors: 'upload-busy' when another process does not let go of it; 'database-away'. */
  async take(uploadId: UploadId): Promise<UploadLock> {
    for (let waited = 0; waited < PATIENCE; waited += AGAIN_AFTER) {
      for (let other = this.held.get(uploadId); other !== undefined; other = this.held.get(uploadId)) {
        other.stop.abort();
        await other.ended;
      }
      const lock = await this.tryFor(uploadId);
      if (lock !== undefined) return lock;
      await sleep(AGAIN_AFTER);
    }
    throw new DomainError('upload-busy', { id: uploadId });
  }

  /** undefined when another process has it. */
  private tryFor(uploadId: UploadId): Promise<UploadLock | undefined> {
    const stop = new AbortController();
    return new Promise((resolve, reject) => {
      let letGo: () => void = () => undefined;
      const released = new Promise<void>((done) => (letGo = done));
      const work = async (lost: AbortSignal): Promise<void> => {
        lost.addEventListener('abort', () => stop.abort());
        resolve({
          stop: stop.signal,
          release: async () => {
            letGo();
            await ended;
          },
        });
        await released;
      };
      const ended = withAdvisoryLock(this.pool, `upload ${uploadId}`, work)
        .then(
          ({ kind }) => kind === 'busy' && resolve(undefined),
          (cause: unknown) => reject(cause as Error),
        )
        .finally(() => this.held.delete(uploadId));
      this.held.set(uploadId, { stop, ended });
    });
  }
}
