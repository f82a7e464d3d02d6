import type { ReadPool } from '@tidings/postgres';
import type { Cohort, SavedCohort } from '@tidings/rollout-engine';
import { type CohortId, type Instant, instantOf, type RolloutId } from '@tidings/vocabulary';
import { mapPage, type Page, type PageOf, pageOf } from '../page.js';

/** One save of a cohort. */
export interface CohortVersion {
  readonly version: number;
  readonly cohort: Cohort;
  readonly note?: string;
  readonly author: string;
  readonly savedAt: Instant;
  /** Active vehicles in it and of which it could not be told, when it was saved. */
  readonly in: number;
  readonly cannotTell: number;
}

/** A cohort in a list, with its newest version. */
export interface CohortSummary {
  readonly cohortId: CohortId;
  readonly name: string;
  readonly newest: CohortVersion;
}

/** Everything on record about one, deleted ones included. */
export interface CohortHistory {
  readonly cohortId: CohortId;
  readonly name: string;
  readonly deletedAt?: Instant;
  /** Newest first, the last hundred. */
  readonly versions: readonly CohortVersion[];
  /** Rollouts that use one of its versions, finished ones excepted. */
  readonly usedBy: readonly CohortUse[];
}

export interface CohortUse {
  readonly rolloutId: RolloutId;
  readonly name: string;
  readonly state: string;
  readonly version: number;
}

interface VersionRow {
  readonly version: number;
  readonly cohort: Cohort;
  readonly note: string | null;
  readonly author: string;
  readonly savedAt: Date;
  readonly in: number;
  readonly cannotTell: number;
}

const VERSION = `n.version, n.cohort, n.note, n.author, n.saved_at AS "savedAt", n.in_count AS in, n.cannot_tell_count AS "cannotTell"`;

/** Not deleted ones, newest first. */
export async function savedCohorts(pool: ReadPool, page: PageOf): Promise<Page<CohortSummary>> {
  const list = {
    name: 'saved-cohorts',
    columns: `t.id AS "cohortId", t.name, ${VERSION}`,
    from: `cohort t JOIN LATERAL (SELECT * FROM cohort_version WHERE cohort_id = t.id ORDER BY version DESC LIMIT 1) n ON true`,
    table: 'cohort',
    where: 't.deleted_at IS NULL',
    at: 'created_at',
    id: 'id',
  };
  type Row = VersionRow & { readonly cohortId: CohortId; readonly name: string };
  return mapPage(await pageOf<Row>(pool, list, page), ({ cohortId, name, ...version }) => ({
    cohortId,
    name,
    newest: versionOf(version),
  }));
}

export async function cohortHistory(pool: ReadPool, cohortId: CohortId): Promise<CohortHistory | undefined> {
  const head = await pool.one<{ name: string; deletedAt: Date | null }>(
    { name: 'cohort', text: `SELECT name, deleted_at AS "deletedAt" FROM cohort WHERE id = $1` },
    [cohortId],
  );
  if (!head) return undefined;
  const [versions, usedBy] = await Promise.all([
    pool.rows<VersionRow>(
      {
        name: 'cohort-versions',
        text: `SELECT ${VERSION} FROM cohort_version n WHERE n.cohort_id = $1 ORDER BY n.version DESC LIMIT 100`,
      },
      [cohortId],
    ),
    pool.rows<CohortUse>(USES, [cohortId]),
  ]);
  return {
    cohortId,
    name: head.name,
    ...(head.deletedAt && { deletedAt: instantOf(head.deletedAt) }),
    versions: versions.map(versionOf),
    usedBy,
  };
}

// Rollouts are few, and each keeps what it stands on inside its own cohort, at whatever depth.
const USES = {
  name: 'cohort-uses',
  text: `SELECT DISTINCT r.id AS "rolloutId", r.name, r.state, (s->>'version')::int AS version
           FROM rollout r, jsonb_path_query(r.cohort, '$.**.saved') s
          WHERE r.state <> 'completed' AND s->>'cohortId' = $1 ORDER BY r.name, version`,
};

/** One version as rollouts keep it; by default the newest, of a cohort that is not deleted. By id or by name. */
export async function savedCohort(
  pool: ReadPool,
  idOrName: string,
  version: number | undefined,
): Promise<SavedCohort | undefined> {
  return await pool.one<SavedCohort>(
    {
      name: 'saved-cohort',
      text: `SELECT c.id AS "cohortId", c.name, n.version, n.cohort
               FROM cohort c JOIN cohort_version n ON n.cohort_id = c.id
              WHERE (c.id = $1 OR c.name = $1) AND c.deleted_at IS NULL AND ($2::int IS NULL OR n.version = $2)
              ORDER BY c.id = $1 DESC, n.version DESC LIMIT 1`,
    },
    [idOrName, version ?? null],
  );
}

const versionOf = ({ note, savedAt, ...row }: VersionRow): CohortVersion => ({
  ...row,
  savedAt: instantOf(savedAt),
  ...(note !== null && { note }),
});
