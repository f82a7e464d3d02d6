import { Records } from '@tidings/records';
import { type Attempt, type Circumstances, foldReports, type Report } from '@tidings/rollout-engine';
import { ReleaseRow } from '@tidings/records';
import type { VehicleId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { CloseAttempt } from './close-attempt.js';

export type ReportOutcome = 'recorded' | 'unknown-attempt' | 'not-being-cancelled';

/** Keeps what a vehicle said about an attempt; the state follows from the whole set, whatever the order. */
@Injectable()
export class RecordReport {
  constructor(
    private readonly records: Records,
    private readonly close: CloseAttempt,
  ) {}

  /**
   * Returns when the report is durable, also for late, duplicate and contradictory ones.
   * 'unknown-attempt': the vehicle never had this number. 'not-being-cancelled': it answers a cancel that nobody told it; kept, it would
   * acknowledge a later one. Errors: 'database-away' (nothing was kept; send it again).
   */
  run(vehicleId: VehicleId, wireNumber: number, report: Report): Promise<ReportOutcome> {
    return this.records.write(async (tx) => {
      const attempt = await tx.attempts.lock(vehicleId, wireNumber);
      if (!attempt) return 'unknown-attempt';
      if (report.door === 'cancel' && attempt.cancelToldAt === undefined) return 'not-being-cancelled';
      const reports = await tx.attempts.addReport(attempt.attemptId, report);
      const isArtifactRefused = await tx.attempts.wasArtifactRefused(attempt.attemptId);
      const state = foldReports(circumstancesOf(attempt, isArtifactRefused), reports);
      const { version } = await tx.rows.findOneByOrFail(ReleaseRow, { id: attempt.releaseId });
      await this.close.run(tx, attempt, state, version);
      return 'recorded';
    });
  }
}

const circumstancesOf = (attempt: Attempt, isArtifactRefused: boolean): Circumstances => ({
  isFetched: attempt.fetchedAt !== undefined,
  isDelivered: attempt.deliveredAt !== undefined,
  // A link is shown only while installing is permitted ("not yet" is no link), so fetching it is the permission.
  wasPermitted: attempt.fetchedAt !== undefined,
  isCancelTold: attempt.cancelToldAt !== undefined,
  isArtifactRefused,
  isInferredInstalled: attempt.state.kind === 'installed' && attempt.state.isInferred,
  ...(attempt.state.kind === 'withdrawn' && { withdrawn: attempt.state.why }),
});
