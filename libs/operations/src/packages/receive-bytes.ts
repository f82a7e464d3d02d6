import type { Readable } from 'node:stream';
import { type Arrival, ArtifactStore } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import { Records, UploadRow } from '@tidings/records';
import { type Actor, after, Clock, dateOf, DomainError, seconds, type UploadId } from '@tidings/vocabulary';
import type { Upload } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { arrivalOf, ownUpload } from './own-upload.js';
import { readSignedDeclaration } from './read-signed-declaration.js';
import { ReadingsAgain } from './readings-again.js';
import { UploadRules } from './upload-rules.js';

/** A sender who is silent for so long is taken for gone: what came is kept, and the upload is free for the next connection. */
const SILENT_FOR = seconds(60);

/** Second of three verbs: bytes go on where the last connection ended, digested on the way into the store. */
@Injectable()
export class ReceiveBytes {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
    private readonly clock: Clock,
    private readonly rules: UploadRules,
    private readonly readings: ReadingsAgain,
  ) {}

  /**
   * For whoever holds the lock of the upload; `stop` ends it early. Keeps what comes, also before a cut; returns how many bytes are kept.
   * Of what fills the store nothing is kept: others need the room until somebody makes more, the database perhaps among them.
   * Errors: 'not-found', 'wrong-state' (finished), 'size-differs', 'upload-cut', 'store-full', 'store-away', 'key-revoked'.
   */
  async run(actor: Actor, uploadId: UploadId, bytes: Readable, stop?: AbortSignal): Promise<number> {
    const upload = await ownUpload(this.pool, actor, uploadId);
    requireUnfinished(upload, 'receive bytes');
    await readSignedDeclaration(this.pool, upload.declarationJws, this.clock.now());
    const arrival = await this.placeFor(upload);
    const listening = listenTo(bytes, stop);
    try {
      return await this.readings.during(uploadId, (readingAgain) =>
        this.store.append(arrival, bytes, {
          hears: listening.heard,
          readingAgain: (read, of) => {
            listening.heard();
            readingAgain(read, of);
          },
        }),
      );
    } catch (cause) {
      if (cause instanceof DomainError && cause.code === 'store-full') await this.store.abandon(arrival);
      throw cause;
    } finally {
      listening.end();
      const expiresAt = dateOf(after(this.clock.now(), this.rules.expiresAfter));
      await this.records.write((tx) => tx.rows.update(UploadRow, { id: uploadId }, { expiresAt }));
    }
  }

  /** Bytes that begin anew get a new place: whatever became of the old one, it was empty. */
  private async placeFor(upload: Upload): Promise<Arrival> {
    const { uploadId, sha256, size } = upload;
    const known = arrivalOf(upload);
    if (known !== undefined && (await this.store.arrived(known)) > 0) return known;
    if (known !== undefined) await this.store.abandon(known);
    const arrival = await this.store.begin({ sha256, size });
    await this.records.write((tx) => tx.rows.update(UploadRow, { id: uploadId }, { arrival: arrival.ref }));
    return arrival;
  }
}

/** Errors: 'wrong-state' for an upload that has become a package. */
export function requireUnfinished({ uploadId, packageId }: Upload, verb: string): void {
  if (packageId === undefined) return;
  throw new DomainError('wrong-state', { what: 'upload', name: uploadId, verb, is: 'finished', mustBe: ['begun'] });
}

/** Ends the stream when it is told to, or when nothing was heard for a while. */
function listenTo(
  bytes: Readable,
  stop: AbortSignal | undefined,
): { readonly heard: () => void; readonly end: () => void } {
  const cut = (): void => void bytes.destroy(new Error('ended: silent, or another connection goes on with the upload'));
  const timer = setTimeout(cut, SILENT_FOR);
  timer.unref();
  const touched = (): void => void timer.refresh();
  stop?.addEventListener('abort', cut);
  return {
    heard: touched,
    end: () => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', cut);
    },
  };
}
