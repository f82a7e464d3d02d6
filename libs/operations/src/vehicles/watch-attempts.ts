import { ReadPool } from '@tidings/postgres';
import { Records } from '@tidings/records';
import { foldReports, STALLED_AFTER } from '@tidings/rollout-engine';
import { Clock, dateOf, type VehicleId } from '@tidings/vocabulary';
import { heardAgain } from '@tidings/views';
import { Injectable } from '@nestjs/common';

/**
 * What time alone tells of attempts: silent, without progress, healthy after the soak. A vehicle once found silent or stalled is counted
 * for good; what it is in follows it back when it is heard. Running it twice changes nothing.
 */
@Injectable()
export class WatchAttempts {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const at = this.clock.now();
    const now = dateOf(at);
    await this.records.write(async (tx) => {
      await tx.rows.query(SILENT, [now]);
      await tx.rows.query(STALLED, [now, STALLED_AFTER]);
      await tx.rows.query(HEALTHY, [now]);
    });
    for (const vehicleId of await heardAgain(this.pool, at)) await this.goOn(vehicleId);
  }

  private goOn(vehicleId: VehicleId): Promise<void> {
    return this.records.write(async (tx) => {
      const attempt = await tx.attempts.lockOpen(vehicleId);
      if (attempt?.state.kind !== 'silent') return;
      const reports = await tx.attempts.reportsOf(attempt.attemptId);
      await tx.attempts.settle(
        attempt,
        foldReports(await tx.attempts.circumstancesOf(attempt.attemptId), reports),
        false,
      );
    });
  }
}

const UNDER_WAY = `a.closed_at IS NULL AND r.id = a.rollout_id AND r.state = 'running'`;
const spell = (from: string, length: string): string => `${from} - ${length} * interval '1 ms'`;
const SILENT_AFTER = `(r.plan->>'silentAfter')::bigint`;
const STALLED_AFTER_SQL = `coalesce((r.plan->>'stalledAfter')::bigint, $2)`;

// Nobody waits for a row that a report holds: the next beat is a minute away.
const locked = (where: string): string => `a.id IN (SELECT a.id FROM attempt a JOIN rollout r ON r.id = a.rollout_id
  LEFT JOIN vehicle_contact c ON c.vehicle_id = a.vehicle_id WHERE ${where} FOR UPDATE OF a SKIP LOCKED)`;

const SILENT = `
UPDATE attempt a SET state = 'silent', silent_at = coalesce(a.silent_at, $1)
 WHERE ${locked(`${UNDER_WAY} AND a.state <> 'silent' AND a.fetched_at <= ${spell('$1::timestamptz', SILENT_AFTER)}
         AND coalesce(c.last_seen_at, a.fetched_at) <= ${spell('$1::timestamptz', SILENT_AFTER)}`)}`;

const STALLED = `
UPDATE attempt a SET state = 'stalled', stalled_at = coalesce(a.stalled_at, $1)
 WHERE ${locked(`${UNDER_WAY} AND a.state NOT IN ('silent', 'stalled')
         AND coalesce(a.delivered_at, a.fetched_at) <= ${spell('$1::timestamptz', STALLED_AFTER_SQL)}
         AND NOT EXISTS (SELECT FROM report p WHERE p.attempt_id = a.id
                            AND p.received_at > ${spell('$1::timestamptz', STALLED_AFTER_SQL)})`)}`;

// The soak of the stage in which it was offered; a stage that is gone from the plan leaves the plan's silence.
const SOAK = `coalesce((r.plan->'stages'->a.stage_index->>'soak')::bigint, ${SILENT_AFTER})`;

const HEALTHY = `
UPDATE attempt a SET state = 'healthy', soaked_at = $1
 WHERE ${locked(`a.state = 'installed' AND a.soaked_at IS NULL AND a.went_back_at IS NULL AND a.closed_at <= ${spell('$1::timestamptz', SOAK)}
         AND NOT EXISTS (SELECT FROM evidence e WHERE e.vehicle_id = a.vehicle_id AND e.kind = 'health' AND e.is_bad
                            AND e.at >= a.closed_at)`)}`;
