import type { ReadPool } from '@tidings/postgres';
import { FAILURE_CLASSES, type FailureClass, type RolloutFacts, type StageEvidence } from '@tidings/rollout-engine';
import { before, dateOf, type Instant, instantOf } from '@tidings/vocabulary';
import { guardrailEvidence } from './guardrail-evidence.js';
import { IS_EVIDENCE, START_SEGMENTS_SQL } from './start-segments-sql.js';

// Started = first fetch of the link; what we ended before it could succeed is no evidence. Silence counts from the last contact of any kind; a vehicle never heard counts as silent.
const TEXT = `
SELECT count(*)::int AS started,
       count(*) FILTER (WHERE a.state IN ('installed', 'healthy'))::int AS installed,
       count(*) FILTER (WHERE a.state = 'contradicted')::int AS contradicted,
       count(*) FILTER (WHERE a.state IN ('installed', 'healthy', 'rolled-back', 'failed', 'contradicted') AND a.fetched_at >= $2)::int AS "answersInStage",
       count(*) FILTER (WHERE a.fetched_at <= $3)::int AS "startedLongAgo",
       count(*) FILTER (WHERE a.fetched_at <= $3 AND a.closed_at IS NULL)::int AS unresolved,
       count(*) FILTER (WHERE a.fetched_at <= $3 AND a.closed_at IS NULL
                          AND coalesce(c.last_seen_at, a.fetched_at) <= $3)::int AS silent,
       jsonb_build_object(
         'startedLongAgo', count(*) FILTER (WHERE a.fetched_at BETWEEN $2 AND $3),
         'unresolved', count(*) FILTER (WHERE a.fetched_at BETWEEN $2 AND $3 AND a.closed_at IS NULL),
         'silent', count(*) FILTER (WHERE a.fetched_at BETWEEN $2 AND $3 AND a.closed_at IS NULL
                                      AND coalesce(c.last_seen_at, a.fetched_at) <= $3)) AS "inStage",
       ${FAILURE_CLASSES.map((name) => `count(*) FILTER (WHERE a.failure = '${name}')::int AS "${name}"`).join(', ')},
       (${START_SEGMENTS_SQL}) AS starts,
       (SELECT r.cohort_count FROM rollout r WHERE r.id = $1) AS "cohortCount",
       (SELECT max(o.offered_at) FROM attempt o WHERE o.rollout_id = $1) AS "lastOfferedAt"
  FROM attempt a LEFT JOIN vehicle_contact c ON c.vehicle_id = a.vehicle_id
 WHERE a.rollout_id = $1 AND a.fetched_at IS NOT NULL AND a.state NOT IN ('withdrawn', 'cancelled', 'superseded', 'declined', 'deferred')
   AND ${IS_EVIDENCE('a')}`;

type Row = Readonly<
  Record<
    | 'started'
    | 'installed'
    | 'contradicted'
    | 'answersInStage'
    | 'startedLongAgo'
    | 'unresolved'
    | 'silent'
    | 'cohortCount'
    | FailureClass,
    number
  >
> & {
  readonly inStage: NonNullable<StageEvidence['inStage']>;
  readonly starts: Pick<StageEvidence, 'segments' | 'failedAt' | 'spentBefore'>;
  readonly lastOfferedAt: Date | null;
};

/** What the vehicles of a started rollout have shown so far. */
export async function stageEvidence(pool: ReadPool, rollout: RolloutFacts, now: Instant): Promise<StageEvidence> {
  const stage = rollout.stage!;
  const longAgo = dateOf(before(now, rollout.plan.silentAfter));
  const [[row], watched] = await Promise.all([
    pool.rows<Row>({ name: 'stage-evidence', text: TEXT }, [rollout.rolloutId, dateOf(stage.openedAt), longAgo]),
    guardrailEvidence(pool, rollout),
  ]);
  const { started, installed, contradicted, answersInStage, startedLongAgo, unresolved, silent } = row!;
  return {
    stageIndex: stage.index,
    openedAt: stage.openedAt,
    started,
    installed,
    contradicted,
    ...row!.starts,
    answersInStage,
    startedLongAgo,
    unresolved,
    silent,
    inStage: row!.inStage,
    failed: Object.fromEntries(FAILURE_CLASSES.map((name) => [name, row![name]])) as Record<FailureClass, number>,
    // A person's yes is an act (`advance`), taken together with the evidence of that moment; none is stored in advance.
    isNextApproved: false,
    cohortCount: row!.cohortCount,
    ...watched,
    ...(row!.lastOfferedAt && { lastOfferedAt: instantOf(row!.lastOfferedAt) }),
  };
}
