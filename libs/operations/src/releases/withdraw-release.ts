import { Records, ReleaseRow } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, type ReleaseId } from '@tidings/vocabulary';
import { rolloutsToHalt } from '@tidings/views';
import { ReadPool } from '@tidings/postgres';
import { Injectable } from '@nestjs/common';
import { endRollout } from '../rollouts/end-rollout.js';

/**
 * Takes a release back for good: nobody is offered it again, and every rollout of it ends as by a halt. Stopping takes one person, always; a
 * release that was withdrawn never comes back, its fix is another one.
 */
@Injectable()
export class WithdrawRelease {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  /** Withdrawing again is harmless. Errors: 'not-found'; 'revision-conflict' when a rollout moved meanwhile (nothing was done: try again). */
  async run(actor: Actor, releaseId: ReleaseId, why: string): Promise<void> {
    const now = this.clock.now();
    const ending = await rolloutsToHalt(this.pool, releaseId);
    await this.records.write(async (tx) => {
      const release = await tx.rows.findOne(ReleaseRow, {
        where: { id: releaseId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!release) throw new DomainError('not-found', { what: 'release', id: releaseId });
      if (release.state === 'withdrawn') return;
      const withdrawn = {
        state: 'withdrawn',
        withdrawnAt: dateOf(now),
        withdrawnBy: actor.person,
      } as const;
      await tx.rows.update(ReleaseRow, { id: releaseId }, { ...withdrawn, withdrawnWhy: why });
      for (const rolloutId of ending)
        await endRollout(tx, actor, rolloutId, { because: 'release-withdrawn', why }, now);
      await tx.journal.append({
        actor,
        act: 'release-withdrawn',
        subject: releaseId,
        facts: { name: release.name, version: release.version, why, halted: ending },
      });
      tx.nudges.look('rollouts');
    });
  }
}
