import { Records } from '@tidings/records';
import { foldReports, type Report } from '@tidings/rollout-engine';
import { ReleaseRow } from '@tidings/records';
import { DomainError, type Instant, type VehicleId } from '@tidings/vocabulary';
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
   * acknowledge a later one. `heardAt`: when it was heard, if not now. Errors: 'database-away' and 'database-disk-full' (nothing was kept;
   * send it again), 'too-many-reports'.
   */
  run(vehicleId: VehicleId, wireNumber: number, report: Report, heardAt?: Instant): Promise<ReportOutcome> {
    return this.records.write(async (tx) => {
      const attempt = await tx.attempts.lock(vehicleId, wireNumber);
      if (!attempt) return 'unknown-attempt';
      if (report.door === 'cancel' && attempt.cancelToldAt === undefined) return 'not-being-cancelled';
      const reports = await tx.attempts.addReport(attempt.attemptId, report, heardAt);
      refuseTooMany(report, reports);
      const state = foldReports(await tx.attempts.circumstancesOf(attempt.attemptId), reports);
      const { version } = await tx.rows.findOneByOrFail(ReleaseRow, { id: attempt.releaseId });
      await this.close.run(tx, attempt, state, version);
      return 'recorded';
    });
  }
}

/** hawkBit's limit on what is said of one attempt; what ends it is exempt. */
const REPORTS_AT_MOST = 1_000;

function refuseTooMany(report: Report, reports: readonly Report[]): void {
  if (report.execution === 'closed') return;
  const count = reports.filter(({ execution }) => execution !== 'closed').length;
  if (count > REPORTS_AT_MOST) throw new DomainError('too-many-reports', { most: REPORTS_AT_MOST });
}
