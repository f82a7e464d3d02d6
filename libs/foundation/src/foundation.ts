import { randomFillSync } from 'node:crypto';
import { type ArtifactStore, type ArtifactStoreSettings, openArtifactStore } from '@tidings/artifact-store';
import { DecisionSnapshot } from '@tidings/decision-snapshot';
import { FINDING_RULES, type FindingRules } from '@tidings/package-inspectors';
import { DatabaseClock, Listener, ReadPool } from '@tidings/postgres';
import { UploadPool, UploadRules } from '@tidings/operations';
import { NUDGE_CHANNEL, Records } from '@tidings/records';
import { type Clock, days, type Duration, type Id, IdSource, type Log } from '@tidings/vocabulary';
import type { DataSource } from 'typeorm';
import { storeWarnings } from './store-warnings.js';
import { openMigrated } from './open-migrated.js';

/** The keep rooms of one process, opened once and shared by its doors. */
export interface Foundation {
  readonly log: Log;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly dataSource: DataSource;
  readonly records: Records;
  readonly pool: ReadPool;
  readonly uploads: { readonly pool: UploadPool; readonly rules: UploadRules };
  readonly store: ArtifactStore;
  readonly snapshot: DecisionSnapshot;
  readonly packageRules: FindingRules;
  /** Closes everything, in the order in which it is needed. Doors are closed before. */
  readonly close: () => Promise<void>;
}

export interface FoundationSettings {
  readonly databaseUrl: string;
  readonly artifactStore: ArtifactStoreSettings;
  readonly log: Log;
  /** Default: FINDING_RULES. */
  readonly packageRules?: FindingRules;
  /** For tests: a week may pass in a second. Default: the database's time. */
  readonly clock?: Clock;
  /** An upload without a new byte for so long is forgotten. Default: 7 days. */
  readonly uploadsExpireAfter?: Duration;
  /** Artifacts that nothing refers to stay this long. Default: a day. */
  readonly keepUnreferredFor?: Duration;
  /** Processes without a vehicles' door keep no vehicles in memory. */
  readonly needsSnapshot: boolean;
}

/** Errors: 'database-away', 'database-not-fit', 'store-away', 'store-full', 'bad-settings'. Nothing stays open when it fails. */
export async function openFoundation(settings: FoundationSettings): Promise<Foundation> {
  const opened: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const one of opened.toReversed()) await one();
  };
  try {
    const { log, databaseUrl } = settings;
    const ids = new RandomIds();
    const dataSource = await openMigrated(databaseUrl);
    opened.push(() => (dataSource.isInitialized ? dataSource.destroy() : undefined));
    const pool = new ReadPool(databaseUrl, { applicationName: 'tidings-views' });
    opened.push(() => pool.close());
    const clock = settings.clock ?? (await databaseClock(pool, opened));
    const store = await openArtifactStore(settings.artifactStore);
    for (const warning of storeWarnings(settings.artifactStore, store)) log.warn(warning);
    // Each upload under way holds one; they are opened when they are needed.
    const uploadPool = new UploadPool(databaseUrl, { applicationName: 'tidings-uploads', connections: 16 });
    opened.push(() => uploadPool.close());
    const { uploadsExpireAfter = days(7), keepUnreferredFor = days(1) } = settings;
    const uploads = { pool: uploadPool, rules: new UploadRules(uploadsExpireAfter, keepUnreferredFor) };
    const records = new Records(dataSource, clock, ids);
    const snapshot = new DecisionSnapshot(pool, clock, log);
    if (settings.needsSnapshot) await keepFresh(snapshot, databaseUrl, log, opened);
    const packageRules = settings.packageRules ?? FINDING_RULES;
    return { log, clock, ids, dataSource, records, pool, uploads, store, snapshot, packageRules, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function databaseClock(pool: ReadPool, opened: (() => unknown)[]): Promise<DatabaseClock> {
  const clock = await DatabaseClock.open(pool);
  opened.push(() => clock.close());
  return clock;
}

async function keepFresh(
  snapshot: DecisionSnapshot,
  databaseUrl: string,
  log: Log,
  opened: (() => unknown)[],
): Promise<void> {
  const listener = new Listener(databaseUrl);
  listener.onNudge(NUDGE_CHANNEL, (kind) => void snapshot.look(kind));
  listener.onLost(() =>
    log.warn('no nudges from the database: the beat goes on, and nothing new is offered meanwhile'),
  );
  listener.onRestored(() => void snapshot.look('vehicles'));
  await listener.open();
  opened.push(() => listener.close());
  await snapshot.start();
  opened.push(() => snapshot.stop());
}

const TAIL = 26;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 128 random bits in Crockford's base 32: unique without asking anybody, readable aloud. The one place chance comes from. */
class RandomIds extends IdSource {
  // Asked for one id at a time, the system's generator takes longer than all else of filing a vehicle's line.
  private readonly bytes = Buffer.alloc(256 * TAIL);
  private at = this.bytes.length;

  next<Prefix extends string>(prefix: Prefix): Id<Prefix> {
    if (this.at === this.bytes.length) {
      randomFillSync(this.bytes);
      this.at = 0;
    }
    let tail = '';
    for (const end = this.at + TAIL; this.at < end; this.at++) tail += ALPHABET[this.bytes[this.at]! & 31]!;
    return `${prefix}_${tail}` as Id<Prefix>;
  }
}
