import { DomainError } from '@tidings/vocabulary';
import type { ArtifactLinks } from './artifact-links.js';
import type { ArtifactStore } from './artifact-store.js';
import { FolderArtifactStore } from './folder-artifact-store.js';
import { S3ArtifactStore } from './s3-artifact-store.js';
import type { S3Settings } from './s3-settings.js';

export type ArtifactStoreSettings = ({ readonly folder: string } | { readonly s3: S3Settings }) & {
  /** Absent: bytes leave only by us. */
  readonly links?: ArtifactLinks;
};

/** Opens the store that the settings name; it can be written and read when this settles. Errors: 'bad-settings', 'store-away', 'store-full'. */
export function openArtifactStore(settings: ArtifactStoreSettings): Promise<ArtifactStore> {
  const { links } = settings;
  if ('s3' in settings) return S3ArtifactStore.open(settings.s3, links && { links });
  if (links?.kind === 'presigned')
    throw new DomainError('bad-settings', { setting: 'TIDINGS_DOWNLOADS', why: 'a folder signs no addresses' });
  return FolderArtifactStore.open(settings.folder, links && { cdn: links.base });
}
