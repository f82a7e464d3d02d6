import type { Readable } from 'node:stream';
import { ArtifactStore } from '@tidings/artifact-store';
import { ReadPool } from '@tidings/postgres';
import { DomainError, type ReleaseId } from '@tidings/vocabulary';
import { oneRelease } from '@tidings/views';
import { Injectable } from '@nestjs/common';

/** The bytes of a document that is attached to a release. */
@Injectable()
export class OpenDocument {
  constructor(
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
  ) {}

  /** Errors: 'not-found' (release, or no such document of it), 'artifact-missing', 'store-away'. */
  async run(releaseId: ReleaseId, sha256: string): Promise<{ readonly fileName: string; readonly bytes: Readable }> {
    const release = await oneRelease(this.pool, releaseId);
    if (!release) throw new DomainError('not-found', { what: 'release', id: releaseId });
    const document = release.documents.find((one) => one.sha256 === sha256);
    if (!document) throw new DomainError('not-found', { what: 'document', id: sha256.slice(0, 64) });
    return { fileName: document.fileName, bytes: await this.store.read(document.sha256) };
  }
}
