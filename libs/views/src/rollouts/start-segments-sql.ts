import { FAILURES_OF_THE_RATE, LATEST_FAILURES, SEGMENT_AT_MOST } from '@tidings/rollout-engine';

// The first verdict of a vehicle counts, at the place of its first start: trying again makes no second observation, and a try that
// we or the owner ended waits for the next one's verdict, as an open one does. Left out instead, a pause that ends the slow successes
// would leave the fast failures behind, and halt. A car that installed and went back later has installed; that has its own guardrail.
const verdictFails = (attempt: string): string =>
  `(${attempt}.state = 'contradicted' OR (${attempt}.state = 'failed' AND ${attempt}.failure IN ('${FAILURES_OF_THE_RATE.join("', '")}')))`;
export const hasVerdict = (attempt: string): string =>
  `(${attempt}.state IN ('installed', 'healthy', 'rolled-back') OR ${verdictFails(attempt)})`;
/** The class of a failure, 'contradicted', or nothing when it did not fail. */
export const failedAs = (attempt: string): string =>
  `CASE WHEN ${verdictFails(attempt)} THEN coalesce(${attempt}.failure, 'contradicted') END`;
const ofSameVehicle = (attempt: string): string =>
  `FROM attempt ${attempt} WHERE ${attempt}.vehicle_id = a.vehicle_id AND ${attempt}.rollout_id = a.rollout_id`;

/**
 * A try under the version of the plan that went on after the last halt, or a later one. What came before is told apart everywhere: a
 * breach is final for its version, and its restarts are spent.
 */
export const IS_EVIDENCE = (attempt: string): string =>
  `(${attempt}.plan_version >= coalesce((SELECT p.evidence_from FROM rollout p WHERE p.id = $1), 1))`;

/** What a car is in trouble with, from all its tries and from what came in about it after it had installed. */
const SIGNALS = {
  degraded: `failed_as = 'degraded'`,
  'refused-by-vehicle': `failed_as = 'refused-by-vehicle'`,
  download: 'tries.download',
  silent: 'tries.silent',
  stalled: 'tries.stalled',
  rollback: 'tries.rollback',
  health: 'told.health',
  support: 'told.support',
} as const;

const NAMES = Object.keys(SIGNALS);
const counts = NAMES.map((name) => `nullif(count(*) FILTER (WHERE "${name}"), 0) AS "${name}"`).join(', ');
const pairs = NAMES.map((name) => `'${name}', s."${name}"`).join(', ');

/**
 * { segments: StartSegment[], failedAt: number[], spentBefore: number } of the rollout $1 as JSON. A segment begins with a vehicle whose stage or market is the
 * first of its kind in the order of starts, as frozen when it was offered: known before its outcome, so the guardrail may start anew there.
 */
export const START_SEGMENTS_SQL = `
WITH firsts AS (
  SELECT a.id, a.vehicle_id, a.fetched_at, a.stage_index, a.facts->>'market' AS market, ${IS_EVIDENCE('a')} AS is_evidence,
         CASE WHEN ${hasVerdict('a')} THEN ${failedAs('a')}
              WHEN a.closed_at IS NULL THEN NULL
              ELSE (SELECT ${failedAs('l')} ${ofSameVehicle('l')} AND l.number > a.number AND ${hasVerdict('l')}
                        AND ${IS_EVIDENCE('l')} = ${IS_EVIDENCE('a')}
                     ORDER BY l.number LIMIT 1) END AS failed_as
    FROM attempt a
   WHERE a.rollout_id = $1 AND a.fetched_at IS NOT NULL
     AND (a.number = 1 OR NOT EXISTS (SELECT ${ofSameVehicle('e')} AND e.number < a.number AND e.fetched_at IS NOT NULL
                                            AND ${IS_EVIDENCE('e')} = ${IS_EVIDENCE('a')}))
), tries AS (
  SELECT vehicle_id, ${IS_EVIDENCE('t')} AS is_evidence, bool_or(failure = 'download') AS download, bool_or(silent_at IS NOT NULL) AS silent,
         bool_or(stalled_at IS NOT NULL) AS stalled, bool_or(state = 'rolled-back') AS rollback
    FROM attempt t WHERE rollout_id = $1 GROUP BY 1, 2
), told AS (
  SELECT e.vehicle_id, ${IS_EVIDENCE('a')} AS is_evidence, bool_or(e.kind = 'health') AS health, bool_or(e.kind = 'support') AS support
    FROM evidence e JOIN attempt a ON a.vehicle_id = e.vehicle_id AND a.rollout_id = $1
   WHERE e.is_bad AND e.kind IN ('health', 'support') AND a.state IN ('installed', 'healthy', 'rolled-back') AND e.at >= a.closed_at
   GROUP BY 1, 2
), placed AS (
  SELECT f.failed_as, f.stage_index, f.is_evidence, ${Object.entries(SIGNALS)
    .map(([name, holds]) => `${holds} AS "${name}"`)
    .join(', ')},
         row_number() OVER in_order AS place,
         max(f.stage_index) OVER (in_order ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS highest_before,
         row_number() OVER (PARTITION BY f.is_evidence, f.market ORDER BY f.fetched_at, f.id) = 1 AS is_first_of_market
    FROM firsts f JOIN tries USING (vehicle_id, is_evidence) LEFT JOIN told USING (vehicle_id, is_evidence)
  WINDOW in_order AS (PARTITION BY f.is_evidence ORDER BY f.fetched_at, f.id)
), numbered AS (
  SELECT p.*, count(*) FILTER (WHERE place % ${SEGMENT_AT_MOST} = 1 OR stage_index > highest_before OR is_first_of_market)
                OVER (PARTITION BY is_evidence ORDER BY place) AS segment
    FROM placed p
)
SELECT jsonb_build_object(
  'segments', (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('started', s.started, 'failed', s.failed, 'signals',
                 nullif(jsonb_strip_nulls(jsonb_build_object(${pairs})), '{}'))) ORDER BY s.segment), '[]')
                 FROM (SELECT segment, count(*) AS started, count(failed_as) AS failed, ${counts} FROM numbered
                        WHERE is_evidence GROUP BY segment) s),
  'failedAt', (SELECT coalesce(jsonb_agg(l.place - 1 ORDER BY l.place), '[]')
                 FROM (SELECT place FROM numbered WHERE is_evidence AND failed_as IS NOT NULL ORDER BY place DESC LIMIT ${LATEST_FAILURES}) l),
  'spentBefore', (SELECT coalesce(max(segment), 0) FROM numbered WHERE NOT is_evidence))`;
