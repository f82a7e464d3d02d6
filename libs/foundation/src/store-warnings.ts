import type { ArtifactStore, ArtifactStoreSettings } from '@tidings/artifact-store';

/** What an installation gives up by its choice of store and of the way out: said at every start, one sentence each. */
export function storeWarnings(settings: ArtifactStoreSettings, store: ArtifactStore): readonly string[] {
  const { links } = settings;
  return [
    ...('s3' in settings && store.protection === undefined
      ? [
          'published artifacts are not locked: who holds the keys of the bucket can alter them, and only a check finds out',
        ]
      : []),
    ...(links?.kind === 'presigned'
      ? [
          `vehicles are sent to the store: a stop refuses new addresses at once, and one given out before begins for ${links.lives / 1000} s more`,
        ]
      : []),
    ...(links?.kind === 'cdn'
      ? [
          'vehicles are sent to a CDN: whoever knows a digest reads the file, and an address given out before a stop works on',
        ]
      : []),
  ];
}
