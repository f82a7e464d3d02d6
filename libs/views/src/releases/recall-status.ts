import type { ReadPool } from '@tidings/postgres';
import {
  dateOf,
  type Instant,
  instantOf,
  type RecallId,
  type ReleaseId,
  type RolloutId,
  versionKey,
} from '@tidings/vocabulary';

/** Where each affected vehicle is: in exactly one place, the first that fits. */
export const RECALL_PLACES = [
  /** Runs the fix. */
  'fixed',
  /** Is being offered, or installs, the fix. */
  'on-the-way',
  /** Cannot be reached: taken out of service or blocked. */
  'retired',
  /** Cannot be reached: the fix has no package for its hardware, or does not start from what it runs. */
  'no-path',
  /** Cannot be reached: not heard of for 30 days, or never. */
  'silent',
  /** Runs something else by now, neither the release nor its fix. */
  'runs-another',
  /** Its last try at the fix failed. */
  'failed',
  /** Nothing is in its way: its turn comes. */
  'waiting',
] as const;
export type RecallPlace = (typeof RECALL_PLACES)[number];

export interface RecallStatus {
  readonly recallId: RecallId;
  readonly release: string;
  readonly fix: string;
  readonly rolloutId: RolloutId;
  readonly rolloutName: string;
  readonly rolloutState: string;
  readonly why: string;
  readonly calledBy: string;
  readonly calledAt: Instant;
  /** The denominator of every count. */
  readonly affected: number;
  readonly places: readonly {
    readonly place: RecallPlace;
    readonly vehicles: number;
    /** Names of those a person has to look after, the first 200; none for places that need nobody. */
    readonly named: readonly string[];
  }[];
}

/** Every recall on record, with the version that is called back. */
export const recalls = (
  pool: ReadPool,
): Promise<readonly { readonly recallId: RecallId; readonly version: string }[]> =>
  pool.rows({
    name: 'recalls',
    text: `SELECT c.id AS "recallId", e.version FROM recall c JOIN release e ON e.id = c.release_id ORDER BY c.called_at`,
  });

/** The recall of a release by that fix, if there is one. */
export async function recallOf(
  pool: ReadPool,
  releaseId: ReleaseId,
  fixReleaseId: ReleaseId,
): Promise<RecallId | undefined> {
  const row = await pool.one<{ id: RecallId }>(
    { name: 'recall-of', text: 'SELECT id FROM recall WHERE release_id = $1 AND fix_release_id = $2' },
    [releaseId, fixReleaseId],
  );
  return row?.id;
}

const PLACE = `
CASE
  WHEN v.is_software_known AND v.software_version_key = $3::text THEN 'fixed'
  WHEN o.id IS NOT NULL THEN 'on-the-way'
  WHEN v.standing <> 'active' THEN 'retired'
  WHEN NOT coalesce(v.reported->>'hardwareId', v.hardware_id) = ANY(f.hardware)
    OR v.software_version_key < $4::text COLLATE "C" THEN 'no-path'
  WHEN t.last_seen_at IS NULL OR t.last_seen_at < $2::timestamptz - interval '30 days' THEN 'silent'
  WHEN v.is_software_known AND v.software_version_key <> $5::text THEN 'runs-another'
  WHEN l.state IN ('failed', 'contradicted') THEN 'failed'
  ELSE 'waiting'
END`;

const COUNTS = `
WITH f AS (
  SELECT f.id, ARRAY(SELECT unnest(p.hardware_ids) FROM package p WHERE p.id = ANY(f.package_ids)) AS hardware
    FROM release f JOIN recall c ON c.fix_release_id = f.id WHERE c.id = $1)
SELECT ${PLACE} AS place, count(*)::int AS vehicles,
       (array_agg(v.controller_id ORDER BY v.controller_id))[1:200] AS names
  FROM recall c CROSS JOIN f JOIN recall_vehicle m ON m.recall_id = c.id JOIN vehicle v ON v.id = m.vehicle_id
  LEFT JOIN vehicle_contact t ON t.vehicle_id = v.id
  LEFT JOIN attempt o ON o.vehicle_id = v.id AND o.closed_at IS NULL AND o.release_id = f.id
  LEFT JOIN LATERAL (SELECT a.state FROM attempt a WHERE a.vehicle_id = v.id AND a.release_id = f.id
                      ORDER BY a.wire_number DESC LIMIT 1) l ON true
 WHERE c.id = $1 GROUP BY 1`;

const PAPER = `
SELECT c.id AS "recallId", e.name || ' ' || e.version AS release, f.name || ' ' || f.version AS fix, r.id AS "rolloutId",
       r.name AS "rolloutName", r.state AS "rolloutState", c.why, c.called_by AS "calledBy", c.called_at AS "calledAt",
       e.version, f.version AS "fixVersion", f.minimum_version AS "fixMinimum"
  FROM recall c JOIN release e ON e.id = c.release_id JOIN release f ON f.id = c.fix_release_id
  JOIN rollout r ON r.id = c.rollout_id WHERE c.release_id = $1 ORDER BY c.called_at DESC`;

type Paper = Omit<RecallStatus, 'affected' | 'places' | 'calledAt'> & {
  readonly calledAt: Date;
  readonly version: string;
  readonly fixVersion: string;
  readonly fixMinimum: string | null;
};

/** The recalls of a release, newest first. A scan of the vehicles each is about. */
export async function recallStatus(
  pool: ReadPool,
  releaseId: ReleaseId,
  now: Instant,
): Promise<readonly RecallStatus[]> {
  const papers = await pool.rows<Paper>({ name: 'recall-paper', text: PAPER }, [releaseId]);
  return await Promise.all(
    papers.map(async ({ calledAt, version, fixVersion, fixMinimum, ...paper }) => {
      const keys = [versionKey(fixVersion), fixMinimum === null ? null : versionKey(fixMinimum), versionKey(version)];
      const rows = await pool.rows<{ place: RecallPlace; vehicles: number; names: string[] }>(
        { name: 'recall-counts', text: COUNTS },
        [paper.recallId, dateOf(now), ...keys],
      );
      return {
        ...paper,
        calledAt: instantOf(calledAt),
        affected: rows.reduce((sum, { vehicles }) => sum + vehicles, 0),
        places: RECALL_PLACES.map((place) => placeIn(rows, place)),
      };
    }),
  );
}

/** Whoever cannot be reached by this house has to be reached by another way, one by one. */
const NAMED: ReadonlySet<RecallPlace> = new Set(['retired', 'no-path', 'silent', 'failed', 'runs-another']);

function placeIn(
  rows: readonly { readonly place: RecallPlace; readonly vehicles: number; readonly names: readonly string[] }[],
  place: RecallPlace,
): RecallStatus['places'][number] {
  const row = rows.find((one) => one.place === place);
  return { place, vehicles: row?.vehicles ?? 0, named: NAMED.has(place) ? (row?.names ?? []) : [] };
}
