import { FAILURES_OF_THE_RATE } from '@tidings/rollout-engine';

/** A new segment begins at the latest after so many started vehicles (rollouts.md, "Guardrails"). */
const SEGMENT_AT_MOST = 250;

// The first verdict of a vehicle counts, at the place of its first start: trying again makes no second observation, and a try that
// we or the owner ended waits for the next one's verdict, as an open one does. Left out instead, a pause that ends the slow successes
// would leave the fast failures behind, and halt.
const verdictFails = (attempt: string): string =>
  `(${attempt}.state = 'contradicted' OR (${attempt}.state = 'failed' AND ${attempt}.failure IN ('${FAILURES_OF_THE_RATE.join("', '")}')))`;
const hasVerdict = (attempt: string): string => `(${attempt}.state = 'installed' OR ${verdictFails(attempt)})`;
const ofSameVehicle = (attempt: string): string =>
  `FROM attempt ${attempt} WHERE ${attempt}.vehicle_id = a.vehicle_id AND ${attempt}.rollout_id = a.rollout_id`;

/**
 * StartSegment[] of the rollout $1 as JSON. A segment begins with a vehicle whose stage or market is the first of its kind in the order of starts, as
 * frozen when it was offered: known before its outcome, so the guardrail may start anew there. One scan and two sorts.
 */
export const START_SEGMENTS_SQL = `
SELECT coalesce(jsonb_agg(jsonb_build_object('started', s.started, 'failed', s.failed) ORDER BY s.segment), '[]')
  FROM (
    SELECT segment, count(*) AS started, count(*) FILTER (WHERE fails) AS failed
      FROM (
        SELECT fails, count(*) FILTER (WHERE is_restart) OVER (ORDER BY place) AS segment
          FROM (
            SELECT fails, place, place % ${SEGMENT_AT_MOST} = 1 OR stage_index > highest_before OR is_first_of_market AS is_restart
              FROM (
                SELECT f.fails, f.stage_index,
                       row_number() OVER in_order AS place,
                       max(f.stage_index) OVER (in_order ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS highest_before,
                       row_number() OVER (PARTITION BY f.market ORDER BY f.fetched_at, f.id) = 1 AS is_first_of_market
                  FROM (
                    SELECT a.id, a.fetched_at, a.stage_index, a.facts->>'market' AS market,
                           CASE WHEN ${hasVerdict('a')} THEN ${verdictFails('a')}
                                WHEN a.closed_at IS NULL THEN false
                                ELSE coalesce((SELECT ${verdictFails('l')} ${ofSameVehicle('l')} AND l.number > a.number AND ${hasVerdict('l')}
                                                ORDER BY l.number LIMIT 1), false) END AS fails
                      FROM attempt a
                     WHERE a.rollout_id = $1 AND a.fetched_at IS NOT NULL
                       AND (a.number = 1 OR NOT EXISTS (SELECT ${ofSameVehicle('e')} AND e.number < a.number AND e.fetched_at IS NOT NULL))
                  ) f
                WINDOW in_order AS (ORDER BY f.fetched_at, f.id)
              ) placed
          ) marked
      ) numbered
     GROUP BY segment
  ) s`;
