import { Records, ReleaseRow, type RolloutRow, type Tx } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, type ReleaseId, type RolloutId } from '@tidings/vocabulary';
import { rolloutsToHalt } from '@tidings/views';
import { ReadPool } from '@tidings/postgres';
import { Injectable } from '@nestjs/common';

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
        withdrawnAt: dateOf(this.clock.now()),
        withdrawnBy: actor.person,
      } as const;
      await tx.rows.update(ReleaseRow, { id: releaseId }, { ...withdrawn, withdrawnWhy: why });
      for (const rolloutId of ending) await this.end(tx, actor, rolloutId, why);
      await tx.journal.append({
        actor,
        act: 'release-withdrawn',
        subject: releaseId,
        facts: { name: release.name, version: release.version, why, halted: ending },
      });
      tx.nudges.look('rollouts');
    });
  }

  private async end(tx: Tx, actor: Actor, rolloutId: RolloutId, why: string): Promise<void> {
    const row = await tx.rollouts.lock(rolloutId);
    if (!ENDS.has(row.state)) return;
    const epoch = row.epoch + 1;
    await tx.rollouts.apply(
      rolloutId,
      {
        kind: 'halt',
        by: actor.person,
        evidence: {},
        reasons: [{ code: 'release-withdrawn', wants: why, has: '' }],
        set: {
          state: 'halted',
          stateAt: dateOf(this.clock.now()),
          stateBy: actor.person,
          stateWhy: why,
          ...{ epoch, validFromEpoch: epoch },
        },
      },
      { ifRevision: row.revision },
    );
    const facts = { why, epoch, because: 'release-withdrawn' };
    await tx.journal.append({ actor, act: 'rollout-halted', subject: rolloutId, facts });
  }
}

/** A draft and an approved one never start: their release is not approved any more. */
const ENDS: ReadonlySet<RolloutRow['state']> = new Set(['running', 'paused', 'completed']);
