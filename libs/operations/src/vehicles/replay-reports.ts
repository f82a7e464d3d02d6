import { DomainError, Log } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { RecordReport, type ReportOutcome } from './record-report.js';
import { ReportSpool } from './report-spool.js';
import type { SpooledReport } from './spooled-report.js';

/** A line that fails this often in a row, for another reason than the database, is taken out of the way of the others: ten beats. */
const TRIES = 10;

/** Brings the reports of the spool into the database, when it is there again. */
@Injectable()
export class ReplayReports {
  private failed = 0;

  constructor(
    private readonly recordReport: RecordReport,
    private readonly spool: ReportSpool,
    private readonly log: Log,
  ) {}

  /** Errors: 'database-away', 'database-disk-full' and what nobody foresaw; what is not recorded stays in the spool. */
  async run(): Promise<void> {
    let recorded = 0;
    try {
      await this.spool.replay(async (spooled) => {
        if ((await this.record(spooled)) === 'recorded') recorded += 1;
      });
    } finally {
      if (recorded > 0) this.log.info('reports that came while the database was away are recorded', { recorded });
    }
  }

  private async record(spooled: SpooledReport): Promise<ReportOutcome | 'too-many-reports' | 'set-aside'> {
    const { vehicleId, wireNumber, report, heardAt } = spooled;
    const outcome = await this.recordReport
      .run(vehicleId, wireNumber, report, heardAt)
      .catch((cause: unknown) => this.afterFailure(spooled, cause));
    this.failed = 0;
    // What would have been refused at the door is refused now, when nobody hears it any more.
    if (outcome !== 'recorded')
      this.log.warn('an acknowledged report counts for nothing', { vehicle: vehicleId, wireNumber, outcome });
    return outcome;
  }

  private async afterFailure(spooled: SpooledReport, cause: unknown): Promise<'too-many-reports' | 'set-aside'> {
    const code = cause instanceof DomainError ? cause.code : undefined;
    if (code === 'too-many-reports') return code;
    this.failed += 1;
    if (code === 'database-away' || code === 'database-disk-full' || this.failed < TRIES) throw cause;
    const file = await this.spool.setAside(spooled);
    this.log.error('a report cannot be recorded: it is kept in a file of its own', { file, cause });
    return 'set-aside';
  }
}
