import { ReadPool } from '@tidings/postgres';
import { PublisherKeyRow, Records } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, type RolloutId } from '@tidings/vocabulary';
import { rolloutsOnKey } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { endRollout } from '../rollouts/end-rollout.js';

/** Takes a key out of use for good: nothing it signed comes in any more, and releases with its packages stop being offered. */
@Injectable()
export class RevokePublisherKey {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  /**
   * `halt`: every rollout that rests on the key ends in the same act, also when the key was revoked before. Without it they stand still at
   * the gate. Stopping takes one person; doing it again is harmless. Returns the rollouts that were halted.
   * Errors: 'not-found'; 'revision-conflict' when a rollout moved meanwhile (nothing was done: try again).
   */
  async run(
    actor: Actor,
    kid: string,
    why: string,
    { halt }: { readonly halt: boolean },
  ): Promise<readonly RolloutId[]> {
    const now = this.clock.now();
    const resting = halt ? await rolloutsOnKey(this.pool, kid) : [];
    return await this.records.write(async (tx) => {
      const key = await tx.rows.findOne(PublisherKeyRow, { where: { kid }, lock: { mode: 'pessimistic_write' } });
      if (!key) throw new DomainError('not-found', { what: 'publisher key', id: kid });
      const isNew = key.revokedAt === null;
      if (isNew)
        await tx.rows.update(
          PublisherKeyRow,
          { kid },
          { revokedAt: dateOf(now), revokedBy: actor.person, revokedWhy: why },
        );
      const halted: RolloutId[] = [];
      for (const rolloutId of resting)
        if (await endRollout(tx, actor, rolloutId, { because: 'key-revoked', why }, now)) halted.push(rolloutId);
      if (isNew)
        await tx.journal.append({
          actor,
          act: 'publisher-key-revoked',
          subject: key.publisherId,
          facts: { kid, why, halted },
          seals: [['publisher key', kid]],
        });
      tx.nudges.look('rollouts');
      return halted;
    });
  }
}
