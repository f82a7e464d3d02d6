import type { ArtifactLinks, ArtifactStoreSettings, S3Settings } from '@tidings/artifact-store';
import { days, type Duration, minutes, parseDuration, seconds } from '@tidings/vocabulary';
import type { SettingTexts } from './setting-texts.js';
import type { Settings } from './settings.js';

type Text = SettingTexts['of'];

/** Who was sent to the store may begin for as long: so it is also how long after a stop a first byte can still leave. */
const SHORTEST_LIFE = seconds(5);
const LONGEST_LIFE = minutes(5);
const USUAL_LIFE = '60s';

/** One sentence for each setting of the store and of downloads that cannot be used. */
export function artifactProblems(text: Text): readonly string[] {
  const way = text('TIDINGS_DOWNLOADS') ?? 'stream';
  const says = (isWrong: boolean, sentence: string): readonly string[] => (isWrong ? [sentence] : []);
  const isCdn = way === 'cdn';
  const mode = text('S3_OBJECT_LOCK');
  return [
    ...says(!['stream', 'redirect', 'cdn'].includes(way), 'TIDINGS_DOWNLOADS must be stream, redirect or cdn'),
    ...says(
      way === 'redirect' && text('S3_ENDPOINT') === undefined,
      'TIDINGS_DOWNLOADS is redirect, and a folder signs no addresses: set S3_ENDPOINT as well',
    ),
    ...says(isCdn !== (text('TIDINGS_CDN_URL') !== undefined), 'TIDINGS_CDN_URL goes with TIDINGS_DOWNLOADS=cdn'),
    ...['TIDINGS_CDN_URL', 'S3_PUBLIC_ENDPOINT'].flatMap((name) =>
      says(!isAddress(text(name as 'TIDINGS_CDN_URL')), `${name} must look like https://updates.example.org`),
    ),
    ...says(
      way !== 'redirect' && (text('TIDINGS_LINK_LIFE') ?? text('S3_PUBLIC_ENDPOINT')) !== undefined,
      'TIDINGS_LINK_LIFE and S3_PUBLIC_ENDPOINT go with TIDINGS_DOWNLOADS=redirect',
    ),
    ...says(lifeIn(text) === undefined, 'TIDINGS_LINK_LIFE must be a length of time from 5s to 5m'),
    ...says(
      mode !== undefined && !['governance', 'compliance', 'none'].includes(mode),
      'S3_OBJECT_LOCK must be governance, compliance or none',
    ),
    ...says(
      !/^\d{1,5}$/.test(text('S3_LOCK_DAYS') ?? '1') || text('S3_LOCK_DAYS') === '0',
      'S3_LOCK_DAYS must be a number of days, 1 or more',
    ),
    ...says(
      text('S3_LOCK_DAYS') !== undefined && !['governance', 'compliance'].includes(mode ?? ''),
      'S3_LOCK_DAYS goes with S3_OBJECT_LOCK=governance or S3_OBJECT_LOCK=compliance',
    ),
  ];
}

/** Only of texts without problems. Absent: a folder in the data directory. */
export function s3SettingsIn(text: Text): S3Settings | undefined {
  const endpoint = text('S3_ENDPOINT');
  if (endpoint === undefined) return undefined;
  const protection = protectionIn(text);
  return {
    endpoint,
    accessKey: text('S3_ACCESS_KEY')!,
    secretKey: text('S3_SECRET_KEY')!,
    bucket: text('S3_BUCKET')!,
    region: text('S3_REGION') ?? 'us-east-1',
    pathStyle: text('S3_PATH_STYLE') !== 'false',
    ...(protection && { protection }),
  };
}

/** Only of texts without problems. Absent: bytes leave by our doors only. */
export function linksIn(text: Text): ArtifactLinks | undefined {
  const endpoint = text('S3_PUBLIC_ENDPOINT');
  switch (text('TIDINGS_DOWNLOADS')) {
    case 'redirect':
      return { kind: 'presigned', lives: lifeIn(text)!, ...(endpoint !== undefined && { endpoint }) };
    case 'cdn':
      return { kind: 'cdn', base: text('TIDINGS_CDN_URL')!.replace(/\/+$/, '') };
    default:
      return undefined;
  }
}

/** The store a process opens. */
export const artifactStoreOf = ({ artifactStore, links, dataDirectory }: Settings): ArtifactStoreSettings => ({
  ...(artifactStore ?? { folder: `${dataDirectory}/artifacts` }),
  ...(links && { links }),
});

function protectionIn(text: Text): S3Settings['protection'] {
  const mode = text('S3_OBJECT_LOCK');
  if (mode === undefined || mode === 'none') return mode;
  return { mode: mode as 'governance' | 'compliance', lasts: days(Number(text('S3_LOCK_DAYS') ?? 365)) };
}

function lifeIn(text: Text): Duration | undefined {
  const told = text('TIDINGS_LINK_LIFE') ?? USUAL_LIFE;
  if (!/^\d{1,4}[sm]$/.test(told)) return undefined;
  const life = parseDuration(told);
  return life >= SHORTEST_LIFE && life <= LONGEST_LIFE ? life : undefined;
}

const isAddress = (told: string | undefined): boolean =>
  told === undefined || (URL.canParse(told) && /^https?:$/.test(new URL(told).protocol) && new URL(told).search === '');
