import type { ReadPool } from '@tidings/postgres';
import type {
  Cohort,
  EcuRange,
  MarketReadiness,
  OpenRamp,
  Plan,
  ReleaseFacts,
  RolloutFacts,
  RolloutState,
  Unwatched,
} from '@tidings/rollout-engine';
import { MARKETS, readiness } from '@tidings/release-notes';
import { instant, type ReleaseId, type RolloutId } from '@tidings/vocabulary';

/** A rollout as the engine sees it, with the revision a decision is bound to. */
export interface VersionedRollout {
  readonly revision: number;
  readonly author: string;
  /** Number of its newest target register; 0: none. */
  readonly register: number;
  /** The conductor has recorded that it asks a person. */
  readonly isPersonAsked: boolean;
  readonly facts: RolloutFacts;
}

// A typo leaves what was decided; a correction of a fact, or of what is safe, does not (rollouts.md, "Consent").
const IS_TYPO = `n.rendered->'correction'->>'kind' = 'typo'`;
const TAKES_AWAY = '$.improvements[*] ? (@.kind == "removed" || @.impact == "worse" || @.impact == "mixed")';

const TEXT = `
SELECT r.id, r.name, r.state, r.state_at AS "stateAt", r.state_by AS "stateBy", r.state_why AS "stateWhy", r.cohort, r.cohort_count AS "cohortCount", r.plan,
       r.created_at AS "createdAt", r.author, r.revision, r.epoch, r.valid_from_epoch AS "validFromEpoch",
       r.stage_index AS "stageIndex", r.threshold, r.cap, r.stage_opened_at AS "stageOpenedAt", r.evaluated_at AS "evaluatedAt", r.unwatched,
       r.stage_thresholds AS thresholds, r.ramp, r.done_at AS "doneAt", r.asked_at IS NOT NULL AS "isPersonAsked", r.plan_version AS "planVersion", r.evidence_from AS "evidenceFrom",
       coalesce(r.plan_version_since, r.created_at) AS "planVersionSince",
       t.offered, t.open, t.outcomes, e.id AS "releaseId", e.version, e.state AS "releaseState",
       e.minimum_version AS "minimumVersion", e.returns_to AS "returnsTo", e.requires, e.conflicts, t.hour, t.bytes,
       ARRAY(SELECT unnest(CASE WHEN ${IS_TYPO} THEN ARRAY[n.hash, n.previous_hash] ELSE ARRAY[n.hash] END)
               FROM note_revision n WHERE n.release_id = e.id AND n.state = 'live' ORDER BY 1) AS editions,
       EXISTS (SELECT FROM note_revision n WHERE n.release_id = e.id AND n.state = 'live'
                  AND jsonb_path_exists(n.rendered, '${TAKES_AWAY}')) AS "takesAway",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('packageId', p.id, 'hardwareIds', p.hardware_ids, 'version', p.version,
                 'size', f.size, 'isKeyValid', k.revoked_at IS NULL) ORDER BY p.id), '[]')
          FROM package p JOIN publisher_key k ON k.kid = p.kid JOIN artifact f ON f.sha256 = p.artifact_sha256 WHERE p.id = ANY(e.package_ids)) AS packages,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('attribute', h.attribute, 'value', h.value, 'since', h.since) ORDER BY h.since), '[]')
          FROM slice_hold h WHERE h.rollout_id = r.id AND h.released_at IS NULL) AS holds,
       (SELECT coalesce(max(g.number), 0) FROM target_register g WHERE g.rollout_id = r.id) AS register,
       ARRAY(SELECT n.language FROM note_revision n WHERE n.release_id = e.id AND n.state = 'live') AS languages
  FROM rollout r JOIN release e ON e.id = r.release_id JOIN rollout_tally t ON t.rollout_id = r.id`;

interface Row {
  readonly id: RolloutId;
  readonly name: string;
  readonly state: RolloutState['kind'];
  readonly stateAt: Date;
  readonly stateBy: string;
  readonly stateWhy: string | null;
  readonly cohort: Cohort;
  readonly cohortCount: number;
  readonly plan: Plan;
  readonly createdAt: Date;
  readonly author: string;
  readonly revision: number;
  readonly register: number;
  readonly epoch: number;
  readonly validFromEpoch: number;
  readonly stageIndex: number | null;
  readonly threshold: string | null;
  readonly cap: number | null;
  readonly stageOpenedAt: Date | null;
  readonly evaluatedAt: Date | null;
  readonly unwatched: readonly Unwatched[];
  readonly thresholds: readonly string[];
  readonly ramp: OpenRamp | null;
  readonly doneAt: Date | null;
  readonly isPersonAsked: boolean;
  readonly planVersion: number;
  readonly evidenceFrom: number;
  readonly planVersionSince: Date;
  readonly offered: number;
  readonly open: number;
  readonly outcomes: number;
  readonly releaseId: ReleaseId;
  readonly version: string;
  readonly releaseState: ReleaseFacts['state'];
  readonly minimumVersion: string | null;
  readonly returnsTo: string | null;
  readonly requires: readonly EcuRange[];
  readonly conflicts: readonly EcuRange[];
  readonly hour: Date | null;
  readonly bytes: string;
  readonly editions: readonly string[];
  readonly takesAway: boolean;
  readonly packages: ReleaseFacts['packages'];
  readonly holds: readonly { readonly attribute: string; readonly value: string; readonly since: string }[];
  readonly languages: readonly string[];
}

/** What gateways compile: rollouts that may permit something, or still have a car under way. Finished ones cost nothing. */
export async function liveRollouts(pool: ReadPool): Promise<readonly VersionedRollout[]> {
  const rows = await pool.rows<Row>(
    { name: 'live-rollouts', text: `${TEXT} WHERE r.state IN ('running', 'paused') OR t.open > 0 ORDER BY r.id` },
    [],
  );
  return rows.map(versioned);
}

/** Every rollout, drafts and finished ones included: for "why". */
export async function everyRollout(pool: ReadPool): Promise<readonly VersionedRollout[]> {
  return (await pool.rows<Row>({ name: 'every-rollout', text: `${TEXT} ORDER BY r.created_at` }, [])).map(versioned);
}

/** Approved ones that the conductor starts, at a time of their plan. */
export async function plannedStarts(pool: ReadPool): Promise<readonly RolloutId[]> {
  const rows = await pool.rows<{ id: RolloutId }>(
    {
      name: 'planned-starts',
      text: `SELECT id FROM rollout WHERE state = 'approved' AND plan ? 'startsAt' ORDER BY id`,
    },
    [],
  );
  return rows.map(({ id }) => id);
}

export async function oneRollout(pool: ReadPool, rolloutId: RolloutId): Promise<VersionedRollout | undefined> {
  const rows = await pool.rows<Row>({ name: 'one-rollout', text: `${TEXT} WHERE r.id = $1` }, [rolloutId]);
  return rows.map(versioned)[0];
}

function versioned(row: Row): VersionedRollout {
  const at = (date: Date) => instant(date.getTime());
  return {
    revision: row.revision,
    author: row.author,
    register: row.register,
    isPersonAsked: row.isPersonAsked,
    facts: {
      rolloutId: row.id,
      name: row.name,
      state: stateOf(row),
      epoch: row.epoch,
      validFromEpoch: row.validFromEpoch,
      evaluatedAt: row.evaluatedAt ? at(row.evaluatedAt) : undefined,
      createdAt: at(row.createdAt),
      release: {
        releaseId: row.releaseId,
        version: row.version,
        state: row.releaseState,
        ...(row.minimumVersion !== null && { minimumVersion: row.minimumVersion }),
        ...(row.returnsTo !== null && { returnsTo: row.returnsTo }),
        requires: row.requires,
        conflicts: row.conflicts,
        editions: row.editions,
        takesAway: row.takesAway,
        packages: row.packages,
      },
      cohort: row.cohort,
      cohortCount: row.cohortCount,
      plan: row.plan,
      planVersion: { number: row.planVersion, since: at(row.planVersionSince), evidenceFrom: row.evidenceFrom },
      thresholds: row.thresholds.map(Number),
      stage:
        row.stageIndex === null
          ? undefined
          : {
              index: row.stageIndex,
              threshold: Number(row.threshold),
              cap: row.cap ?? 0,
              openedAt: at(row.stageOpenedAt!),
              ...(row.ramp && { ramp: row.ramp }),
              ...(row.doneAt && { doneAt: at(row.doneAt) }),
              ...(row.unwatched.length > 0 && { unwatched: row.unwatched }),
            },
      tally: {
        offered: row.offered,
        open: row.open,
        outcomes: row.outcomes,
        ...(row.hour && { hour: at(row.hour), bytes: Number(row.bytes) }),
      },
      holds: row.holds.map(({ since, ...slice }) => ({ ...slice, since: instant(Date.parse(since)) })),
      readiness: readinessOf(row.languages),
    },
  };
}

function stateOf(row: Row): RolloutState {
  const at = instant(row.stateAt.getTime());
  const by = row.stateBy;
  switch (row.state) {
    case 'draft':
      return { kind: 'draft' };
    case 'running':
      return { kind: 'running', since: at };
    case 'approved':
      return { kind: 'approved', at, by };
    case 'completed':
      return { kind: 'completed', at };
    default:
      return { kind: row.state, at, by, why: row.stateWhy ?? '' };
  }
}

const readinessOf = (languages: readonly string[]): ReadonlyMap<string, MarketReadiness> =>
  new Map(Object.keys(MARKETS).map((market) => [market, readiness(market, languages)]));
