import { Records, ReleaseRow } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, type RolloutId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { requireFreshRegister } from '../register/require-fresh-register.js';
import { openedStage } from './opened-stage.js';
import { requireState } from './require-state.js';

/** Opens the first stage: one row. */
@Injectable()
export class StartRollout {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Errors: 'wrong-state' (rollout or release), 'register-too-old', 'not-found'. */
  async run(actor: Actor, rolloutId: RolloutId): Promise<void> {
    const now = this.clock.now();
    await this.records.write(async (tx) => {
      const row = await tx.rollouts.lock(rolloutId);
      requireState(row, ['approved'], 'start');
      const release = await tx.rows.findOneByOrFail(ReleaseRow, { id: row.releaseId });
      if (release.state !== 'approved')
        throw new DomainError('wrong-state', {
          what: 'release',
          name: `${release.name} ${release.version}`,
          verb: 'start',
          is: release.state,
          mustBe: ['approved'],
        });
      await requireFreshRegister(tx, rolloutId, now);
      await tx.rollouts.apply(
        rolloutId,
        {
          kind: 'start',
          by: actor.person,
          evidence: {},
          reasons: [],
          set: {
            state: 'running',
            stateAt: dateOf(now),
            stateBy: actor.person,
            evaluatedAt: dateOf(now),
            ...openedStage(row, 0, now),
          },
        },
        { ifRevision: row.revision },
      );
      await tx.journal.append({ actor, act: 'rollout-started', subject: rolloutId, facts: { stage: 0 } });
      tx.nudges.look('rollouts');
    });
  }
}
