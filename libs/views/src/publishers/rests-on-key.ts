import type { ReadPool } from '@tidings/postgres';
import type { PackageId, ReleaseId, RolloutId } from '@tidings/vocabulary';

/** What rests on a publisher's key: told before it is revoked. */
export interface RestsOnKey {
  readonly packages: readonly { readonly packageId: PackageId; readonly name: string; readonly version: string }[];
  readonly releases: readonly {
    readonly releaseId: ReleaseId;
    readonly name: string;
    readonly version: string;
    readonly state: string;
  }[];
  /** Those that run, are paused or open for late joiners: cars of theirs stop at their next contact. */
  readonly rollouts: readonly {
    readonly rolloutId: RolloutId;
    readonly name: string;
    readonly state: string;
    /** Attempts under way. */
    readonly open: number;
    /** Of those, vehicles that have the whole package: nothing stops them any more. */
    readonly pastStopping: number;
  }[];
  /** Names of drafts and approved rollouts: they do not start. */
  readonly neverStart: readonly string[];
}

const SIGNED = `SELECT p.id FROM package p WHERE p.kid = $1`;
const RELEASES = `SELECT e.* FROM release e WHERE e.package_ids && ARRAY(${SIGNED})`;
const ENDING = `(r.state IN ('running', 'paused') OR (r.state = 'completed' AND t.open > 0))`;

export async function restsOnKey(pool: ReadPool, kid: string): Promise<RestsOnKey> {
  const [packages, releases, rollouts, waiting] = await Promise.all([
    pool.rows<RestsOnKey['packages'][number]>(
      {
        text: 'SELECT p.id AS "packageId", p.name, p.version FROM package p WHERE p.kid = $1 ORDER BY p.received_at, p.id',
      },
      [kid],
    ),
    pool.rows<RestsOnKey['releases'][number]>(
      { text: `SELECT id AS "releaseId", name, version, state FROM (${RELEASES}) AS e ORDER BY created_at, id` },
      [kid],
    ),
    pool.rows<RestsOnKey['rollouts'][number]>(
      {
        text: `SELECT r.id AS "rolloutId", r.name, r.state, count(a.id)::int AS open,
                      count(a.id) FILTER (WHERE a.delivered_at IS NOT NULL)::int AS "pastStopping"
                 FROM (${RELEASES}) AS e JOIN rollout r ON r.release_id = e.id JOIN rollout_tally t ON t.rollout_id = r.id
                 LEFT JOIN attempt a ON a.rollout_id = r.id AND a.closed_at IS NULL
                WHERE ${ENDING} GROUP BY r.id, r.name, r.state, r.created_at ORDER BY r.created_at, r.id`,
      },
      [kid],
    ),
    pool.rows<{ name: string }>(
      {
        text: `SELECT r.name FROM (${RELEASES}) AS e JOIN rollout r ON r.release_id = e.id AND r.state IN ('draft', 'approved')
                ORDER BY r.created_at, r.id`,
      },
      [kid],
    ),
  ]);
  return { packages, releases, rollouts, neverStart: waiting.map(({ name }) => name) };
}

/** In one order, so that two acts that end them wait for each other rather than for ever. */
export async function rolloutsOnKey(pool: ReadPool, kid: string): Promise<readonly RolloutId[]> {
  const { rollouts } = await restsOnKey(pool, kid);
  return rollouts.map(({ rolloutId }) => rolloutId).toSorted();
}
