import { Records } from '@tidings/records';
import { type Actor, Clock, dateOf, type RolloutId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { requireState } from './require-state.js';

/** Pause and halt: raise the epoch, so that every vehicle that has not received the whole package stops at its next contact. */
@Injectable()
export class StopRollout {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** `halt` is final for the attempts under way: resume never revives them. Stopping takes one person, always. */
  async run(actor: Actor, rolloutId: RolloutId, manner: 'pause' | 'halt', why: string): Promise<void> {
    await this.records.write(async (tx) => {
      const row = await tx.rollouts.lock(rolloutId);
      requireState(row, manner === 'pause' ? ['running'] : ['running', 'paused'], manner);
      const epoch = row.epoch + 1;
      await tx.rollouts.apply(
        rolloutId,
        {
          kind: manner,
          by: actor.person,
          evidence: {},
          reasons: [{ code: 'person', wants: why, has: '' }],
          set: {
            state: manner === 'pause' ? 'paused' : 'halted',
            stateAt: dateOf(this.clock.now()),
            stateBy: actor.person,
            stateWhy: why,
            epoch,
            ...(manner === 'halt' && { validFromEpoch: epoch }),
          },
        },
        { ifRevision: row.revision },
      );
      await tx.journal.append({
        actor,
        act: manner === 'pause' ? 'rollout-paused' : 'rollout-halted',
        subject: rolloutId,
        facts: { why, epoch },
      });
      tx.nudges.look('rollouts');
    });
  }
}
