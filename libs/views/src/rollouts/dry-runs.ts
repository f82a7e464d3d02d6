import type { DryRunCounts, FleetHabits, Forecast } from '@tidings/fleet-model';
import type { ReadPool } from '@tidings/postgres';
import type { Foretold } from '@tidings/rollout-engine';
import { days, type DryRunId, hours, type RolloutId } from '@tidings/vocabulary';

/** Cars that are alike, as a dry run keeps them: one of them, and how many each stage reaches. */
export interface KeptAlike {
  readonly example: string;
  readonly byStage: readonly number[];
}

/** The forecast, and by which delays. */
export interface KeptForecast extends Forecast {
  readonly habits: FleetHabits;
}

/** What was different when the rollout had started: vehicles by the stage they were in and are in now; null: none. */
export interface DryRunDifferences {
  readonly at: string;
  readonly moved: readonly {
    readonly was: number | null;
    readonly is: number | null;
    readonly vehicles: number;
    /** At most 20 controller ids. */
    readonly sample: readonly string[];
  }[];
}

export interface DryRun {
  readonly id: DryRunId;
  readonly rolloutId: RolloutId;
  readonly askedBy: string;
  readonly factsAt: Date;
  readonly counts: DryRunCounts;
  readonly alike: readonly KeptAlike[];
  /** Of its rehearsals: so much is done, in basis points. */
  readonly rehearsedShare: number;
  readonly forecast: KeptForecast | null;
  readonly differences: DryRunDifferences | null;
}

const COLUMNS = `d.id, d.rollout_id AS "rolloutId", d.asked_by AS "askedBy", d.facts_at AS "factsAt", d.counts, d.alike, d.rehearsed_share AS "rehearsedShare", d.forecast, d.differences`;

/** The latest one of a rollout. */
export const latestDryRun = (pool: ReadPool, rolloutId: RolloutId): Promise<DryRun | undefined> =>
  pool.one<DryRun>(
    {
      text: `SELECT ${COLUMNS} FROM dry_run d WHERE d.rollout_id = $1 AND d.counts IS NOT NULL ORDER BY d.facts_at DESC LIMIT 1`,
    },
    [rolloutId],
  );

/** When stages would open, of each rollout that was rehearsed, by its latest dry run. */
export async function foretoldStages(pool: ReadPool): Promise<ReadonlyMap<RolloutId, Foretold>> {
  const rows = await pool.rows<{ rolloutId: RolloutId; expected: Partial<Forecast['expected']> }>({
    name: 'foretold-stages',
    text: `SELECT DISTINCT ON (d.rollout_id) d.rollout_id AS "rolloutId", d.forecast->'expected' AS expected
             FROM dry_run d JOIN rollout r ON r.id = d.rollout_id AND r.state IN ('approved', 'running', 'paused')
            WHERE d.forecast IS NOT NULL ORDER BY d.rollout_id, d.facts_at DESC`,
  });
  return new Map(rows.map(({ rolloutId, expected }) => [rolloutId, foretoldOf(expected)]));
}

/** A forecast of before stages were told has none. */
const foretoldOf = ({ hoursToOpen = [], daysToComplete }: Partial<Forecast['expected']>): Foretold => ({
  opens: hoursToOpen.map((range) => range && { low: hours(range.low), high: hours(range.high) }),
  ...(daysToComplete && { over: { low: days(daysToComplete.low), high: days(daysToComplete.high) } }),
});

/** Those that are not rehearsed yet, oldest first. */
export const dryRunsToForecast = (pool: ReadPool): Promise<readonly DryRun[]> =>
  pool.rows<DryRun>({
    name: 'dry-runs-to-forecast',
    text: `SELECT ${COLUMNS} FROM dry_run d WHERE d.counts IS NOT NULL AND d.forecast IS NULL ORDER BY d.facts_at`,
  });

/** The latest ones of rollouts that have started since, and were not compared yet. */
export const dryRunsToCompare = (pool: ReadPool): Promise<readonly DryRun[]> =>
  pool.rows<DryRun>({
    name: 'dry-runs-to-compare',
    text: `SELECT ${COLUMNS} FROM dry_run d JOIN rollout r ON r.id = d.rollout_id
            WHERE d.counts IS NOT NULL AND d.differences IS NULL AND r.stage_opened_at IS NOT NULL
              AND d.facts_at = (SELECT max(l.facts_at) FROM dry_run l WHERE l.rollout_id = d.rollout_id AND l.counts IS NOT NULL)`,
  });

/** Between the places before the start and those at the start of dry run $1 (DryRunDifferences['moved']), for the vehicles of part $2: one statement, two hash tables. */
export const DIFFERENCES_SQL = `
WITH place AS (SELECT moment, stage, unnest(vehicle_ids) AS id FROM dry_run_part WHERE dry_run_id = $1 AND part = $2),
     moved AS (SELECT was.stage AS was, now.stage AS is, coalesce(was.id, now.id) AS id
                 FROM (SELECT * FROM place WHERE moment = 'before') was
                 FULL JOIN (SELECT * FROM place WHERE moment = 'at-start') now ON now.id = was.id
                WHERE was.stage IS DISTINCT FROM now.stage)
SELECT m.was, m.is, count(*)::int AS vehicles,
       ARRAY(SELECT v.controller_id FROM moved s JOIN vehicle v ON v.id = s.id
              WHERE s.was IS NOT DISTINCT FROM m.was AND s.is IS NOT DISTINCT FROM m.is ORDER BY 1 LIMIT 20) AS sample
  FROM moved m GROUP BY m.was, m.is ORDER BY m.was, m.is`;

/** Vehicles of one stage of a dry run, some at a time, in an order that stays: `next` goes on behind them. */
export async function dryRunVehicles(
  pool: ReadPool,
  { dryRunId, stage, after, limit }: { dryRunId: DryRunId; stage: number; after: number; limit: number },
): Promise<{ readonly items: readonly string[]; readonly next?: number }> {
  const rows = await pool.rows<{ id: string; names: readonly string[] }>(
    {
      name: 'dry-run-vehicles',
      text: `SELECT p.id, ARRAY(SELECT v.controller_id FROM vehicle v WHERE v.id = ANY(p.vehicle_ids) ORDER BY 1) AS names
               FROM (SELECT q.id, q.vehicle_ids, sum(q.vehicles) OVER (ORDER BY q.id) - q.vehicles AS before
                       FROM (SELECT * FROM dry_run_part WHERE dry_run_id = $1 AND moment = 'before' AND stage = $2 AND id > $3
                              ORDER BY id LIMIT 256) q) p
              WHERE p.before < $4 ORDER BY p.id`,
    },
    [dryRunId, stage, after, limit],
  );
  const last = rows.at(-1);
  return { items: rows.flatMap(({ names }) => names), ...(last && { next: Number(last.id) }) };
}
