import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFoundation, openOwnerPortal } from '@tidings/foundation';
import { type Listening, listen } from '@tidings/http-edge';
import { AttemptRow, NoteRevisionRow, ReleaseRow, RolloutRow, RolloutTallyRow } from '@tidings/records';
import { parseNote, renderNote } from '@tidings/release-notes';
import { Clock, type Instant, Log, type LogFacts, parseInstant, seconds } from '@tidings/vocabulary';
import type { DataSource } from 'typeorm';
import { testDatabase } from '../database/test-database.js';

/** Time stands where a test puts it. */
class SetClock extends Clock {
  constructor(public at: Instant) {
    super();
  }

  now(): Instant {
    return this.at;
  }
}

class KeptLog extends Log {
  readonly failures: (LogFacts & { readonly sentence: string })[] = [];
  error = (sentence: string, facts: LogFacts = {}): void => void this.failures.push({ sentence, ...facts });
  warn = this.error;
  info = (): void => undefined;
  debug = (): void => undefined;
}

export interface SeededOwnerPortal {
  readonly url: string;
  readonly clock: SetClock;
  readonly log: KeptLog;
  readonly rows: DataSource;
  readonly publish: (note: Published) => Promise<void>;
  readonly rollOut: (rollout: Partial<RolloutRow> & { readonly releaseId: string }, counts?: Counts) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Published {
  readonly releaseId: string;
  readonly source: string;
  readonly liveAt: string;
}

interface Counts {
  readonly offered: number;
  readonly installed: number;
  readonly failed: number;
}

const NOW = '2026-11-22T09:40:00Z';
export const DEMO_LANGUAGES = ['en-GB', 'fr-FR', 'sv-SE', 'de-DE'] as const;

/** The text of a demo note. */
export const demoNote = (release: string, language: string): string =>
  readFileSync(join(import.meta.dirname, '../../apps/all-in-one/demo/notes', release, `${language}.md`), 'utf8');

/** The owners' door as it is opened in production, on a database of its own, with whatever a test publishes. */
export async function openSeededOwnerPortal(): Promise<SeededOwnerPortal> {
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tidings-owner-pages-'));
  const clock = new SetClock(parseInstant(NOW));
  const log = new KeptLog();
  const foundation = await openFoundation({
    databaseUrl: database.url,
    artifactStore: { folder },
    log,
    clock,
    needsSnapshot: false,
  });
  const door = await openOwnerPortal(foundation, { trustedProxies: [] });
  const listening: Listening = await listen(door.handler, { host: '127.0.0.1', port: 0 });
  const rows = foundation.dataSource;
  return {
    url: listening.url,
    clock,
    log,
    rows,
    publish: (note) => publish(rows, note),
    rollOut: (rollout, counts) => rollOut(rows, rollout, counts),
    close: async () => {
      await listening.close(seconds(1));
      await door.close();
      await foundation.close();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function publish(rows: DataSource, { releaseId, source, liveAt }: Published): Promise<void> {
  const note = parseNote(source);
  const rendered = renderNote(note);
  const at = new Date(liveAt);
  await rows
    .createQueryBuilder()
    .insert()
    .into(ReleaseRow)
    .values({
      id: releaseId,
      name: 'Asterion',
      version: releaseId,
      packageIds: [],
      state: 'available',
      createdBy: 'ines',
      createdAt: at,
    })
    .orIgnore()
    .execute();
  await rows.getRepository(NoteRevisionRow).insert({
    id: `rev_${releaseId}${note.language}`.replaceAll(/[^0-9A-Za-z_]/g, ''),
    releaseId,
    language: note.language,
    number: 1,
    source,
    hash: rendered.hash,
    rendered: rendered as never,
    state: 'live',
    needsSafetyApproval: false,
    author: 'ines',
    submittedAt: at,
    liveAt: at,
  });
}

const STAGES = [100, 1000, 5000, 10_000];

async function rollOut(
  rows: DataSource,
  rollout: Partial<RolloutRow> & { readonly releaseId: string },
  { offered, installed, failed }: Counts = { offered: 0, installed: 0, failed: 0 },
): Promise<void> {
  const id = rollout.id ?? `rol_${rollout.releaseId}`;
  await rows.getRepository(RolloutRow).insert({
    id,
    name: id,
    cohort: {},
    plan: { stages: STAGES.map((share) => ({ share })) } as never,
    state: 'running',
    stateAt: new Date('2026-11-20T08:15:00Z'),
    stateBy: 'ines',
    author: 'ines',
    createdAt: new Date('2026-11-19T08:00:00Z'),
    stageCounts: [50, 500, 2500, 5000],
    cohortCount: 5000,
    stageIndex: 1,
    ...(rollout as object),
  });
  await rows.getRepository(RolloutTallyRow).insert({ rolloutId: id, offered, open: 0, outcomes: installed + failed });
  const attempt = (n: number, state: string) => ({
    id: `att_${id}_${n}`,
    vehicleId: `veh_${n}`,
    rolloutId: id,
    releaseId: rollout.releaseId,
    number: 1,
    wireNumber: n + wireNumbers,
    epoch: 1,
    stageIndex: 0,
    hardwareId: 'icm',
    facts: {},
    state,
    failure: state === 'failed' ? 'degraded' : null,
    offeredAt: new Date('2026-11-20T09:00:00Z'),
    closedAt: new Date('2026-11-20T10:00:00Z'),
  });
  const wireNumbers = 10_000 * (await rows.getRepository(RolloutRow).count());
  const attempts = [
    ...Array.from({ length: installed }, (_, n) => attempt(n, 'installed')),
    ...Array.from({ length: failed }, (_, n) => attempt(installed + n, 'failed')),
  ];
  await rows.getRepository(AttemptRow).insert(attempts);
}
