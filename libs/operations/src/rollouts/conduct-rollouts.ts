import { ReadPool } from '@tidings/postgres';
import { Records } from '@tidings/records';
import { type Actor, DomainError, Log, type RolloutId } from '@tidings/vocabulary';
import { liveRollouts } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { AdvanceRollout } from './advance-rollout.js';

/** The conductor, in the journal. */
export const CONDUCTOR: Actor = { person: 'tidings', name: 'Tidings', roles: [], by: 'machine' };

/** One look at every running rollout: each moves one step if its evidence says so. Two conductors change nothing. */
@Injectable()
export class ConductRollouts {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly advance: AdvanceRollout,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    const running = (await liveRollouts(this.pool)).filter(({ facts }) => facts.state.kind === 'running');
    const looked: RolloutId[] = [];
    for (const { facts } of running) {
      try {
        const step = await this.advance.run(CONDUCTOR, facts.rolloutId);
        if (step.kind !== 'hold') this.log.info('a rollout moved', { rollout: facts.name, step: step.kind });
        looked.push(facts.rolloutId);
      } catch (cause) {
        // Somebody else moved it first: the next look sees where it is now.
        if (!(cause instanceof DomainError && cause.code === 'revision-conflict')) throw cause;
      }
    }
    await this.records.write((tx) => tx.rollouts.markEvaluated(looked));
  }
}
