import { type Tx } from '@tidings/records';
import { type Attempt, type AttemptState, closedByUs } from '@tidings/rollout-engine';
import { Injectable } from '@nestjs/common';

/** Gives an attempt its state, and the vehicle what follows from it. Runs inside a transaction that holds the attempt's lock. */
@Injectable()
export class CloseAttempt {
  async run(tx: Tx, attempt: Attempt, state: AttemptState, targetVersion?: string): Promise<void> {
    const isOutcome = OUTCOMES.has(state.kind);
    await tx.attempts.settle(attempt, state, isOutcome);
    if (!isOutcome || attempt.state.kind === state.kind) return;
    if (state.kind === 'installed' && targetVersion !== undefined)
      await tx.vehicles.runs(attempt.vehicleId, targetVersion, {
        toldBy: 'verdict',
        attemptId: attempt.attemptId,
        wantsAttributes: true,
      });
    // A link that went before it was fetched changed nothing in the car; everything else may have.
    else if (closedByUs(state) !== 'never-begun') await this.askWhatItRuns(tx, attempt, state);
  }

  private async askWhatItRuns(tx: Tx, attempt: Attempt, state: AttemptState): Promise<void> {
    // A car that says "failed" says so from the software it had: swupdate and rauc fall back to it.
    if (state.kind === 'failed') return;
    await tx.vehicles.runsUnknown(attempt.vehicleId, attempt.attemptId);
  }
}

const OUTCOMES: ReadonlySet<AttemptState['kind']> = new Set([
  'installed',
  'healthy',
  'rolled-back',
  'failed',
  'contradicted',
  'cancelled',
  'withdrawn',
  'superseded',
  'declined',
  'deferred',
]);
