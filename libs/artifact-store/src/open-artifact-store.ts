import type { ArtifactStore } from './artifact-store.js';
import { FolderArtifactStore } from './folder-artifact-store.js';
import { S3ArtifactStore } from './s3-artifact-store.js';
import type { S3Settings } from './s3-settings.js';

export type ArtifactStoreSettings = { readonly folder: string } | { readonly s3: S3Settings };

/** Opens the store that the settings name; it can be written and read when this settles. Errors: 'bad-settings', 'store-away', 'store-full'. */
export const openArtifactStore = (settings: ArtifactStoreSettings): Promise<ArtifactStore> =>
  'folder' in settings ? FolderArtifactStore.open(settings.folder) : S3ArtifactStore.open(settings.s3);
