import type { Report } from '@tidings/rollout-engine';
import { Clock, DomainError, type VehicleId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { RecordReport, type ReportOutcome } from './record-report.js';
import { ReportSpool } from './report-spool.js';

/**
 * Takes what a vehicle said: into the database, or onto this disk while the database is away. A vehicle that hears 503 instead
 * installs again (rauc), or keeps its successes and forgets its failures (swupdate).
 */
@Injectable()
export class TakeReport {
  constructor(
    private readonly recordReport: RecordReport,
    private readonly spool: ReportSpool,
    private readonly clock: Clock,
  ) {}

  /** Returns when the report is durable. Errors: 'spool-not-writable', 'too-many-reports'. */
  async run(vehicleId: VehicleId, wireNumber: number, report: Report): Promise<ReportOutcome> {
    const heardAt = this.clock.now();
    // Behind what it said before: a vehicle's reports are recorded in their order.
    if (!this.spool.holds(vehicleId)) {
      try {
        return await this.recordReport.run(vehicleId, wireNumber, report);
      } catch (cause) {
        if (!isAway(cause)) throw cause;
      }
    }
    await this.spool.append({ vehicleId, wireNumber, report, heardAt });
    return 'recorded';
  }
}

const isAway = (cause: unknown): boolean =>
  cause instanceof DomainError && ['database-away', 'database-disk-full'].includes(cause.code);
