import { Records, StopAllRow } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError } from '@tidings/vocabulary';
import { IsNull } from 'typeorm';
import { Injectable } from '@nestjs/common';

/**
 * Lets vehicles begin again. Nothing that was paused or halted comes back with it, and a vehicle that was told to stop stays told: it gets
 * a new attempt once it has acknowledged.
 */
@Injectable()
export class LiftStopAll {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Errors: 'nothing-stopped' when no order is in force. */
  async run(actor: Actor, why: string): Promise<void> {
    const now = this.clock.now();
    await this.records.write(async (tx) => {
      const orders = await tx.rows.find(StopAllRow, {
        where: { liftedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (orders.length === 0) throw new DomainError('nothing-stopped');
      for (const { id } of orders) {
        await tx.rows.update(StopAllRow, { id }, { liftedAt: dateOf(now), liftedBy: actor.person });
        await tx.journal.append({ actor, act: 'stop-all-lifted', subject: id, facts: { why } });
      }
      tx.nudges.look('rollouts');
    });
  }
}
