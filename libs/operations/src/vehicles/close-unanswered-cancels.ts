import { Records } from '@tidings/records';
import { ReadPool } from '@tidings/postgres';
import { withdrawnState } from '@tidings/rollout-engine';
import { before, Clock, hours, type VehicleId } from '@tidings/vocabulary';
import { unansweredCancels } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { CloseAttempt } from './close-attempt.js';

/** A cancel nobody acknowledges is closed by us after this long (rollouts.md, "Stopping"). */
const UNANSWERED_AFTER = hours(24);

@Injectable()
export class CloseUnansweredCancels {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
    private readonly close: CloseAttempt,
  ) {}

  async run(): Promise<void> {
    const since = before(this.clock.now(), UNANSWERED_AFTER);
    for (const vehicleId of await unansweredCancels(this.pool, since)) await this.closeOne(vehicleId, since);
  }

  private closeOne(vehicleId: VehicleId, since: number): Promise<void> {
    return this.records.write(async (tx) => {
      const attempt = await tx.attempts.lockOpen(vehicleId);
      if (attempt?.cancelToldAt === undefined || attempt.cancelToldAt > since) return;
      await this.close.run(tx, attempt, withdrawnState(attempt.endsAs, 'cancel-unanswered'));
    });
  }
}
