import { Records } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, type RolloutId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { requireState } from './require-state.js';

/**
 * Ends a plain pause. Attempts that were not told yet are valid again (their epoch still is); a vehicle that was told to
 * cancel gets a new attempt once it has acknowledged. A halt is never resumed: going on needs a new plan version.
 */
@Injectable()
export class ResumeRollout {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Errors: 'halt-is-final', 'wrong-state'. */
  async run(actor: Actor, rolloutId: RolloutId): Promise<void> {
    const now = this.clock.now();
    await this.records.write(async (tx) => {
      const row = await tx.rollouts.lock(rolloutId);
      if (row.state === 'halted') throw new DomainError('halt-is-final', { name: row.name, why: row.stateWhy ?? '' });
      requireState(row, ['paused'], 'resume');
      await tx.rollouts.apply(
        rolloutId,
        {
          kind: 'resume',
          by: actor.person,
          evidence: {},
          reasons: [],
          set: {
            state: 'running',
            stateAt: dateOf(now),
            stateBy: actor.person,
            stateWhy: null,
            evaluatedAt: dateOf(now),
          },
        },
        { ifRevision: row.revision },
      );
      await tx.journal.append({ actor, act: 'rollout-resumed', subject: rolloutId, facts: { epoch: row.epoch } });
      tx.nudges.look('rollouts');
    });
  }
}
