import { ReadPool } from '@tidings/postgres';
import { Records, type Waiting } from '@tidings/records';
import { asksPerson } from '@tidings/rollout-engine';
import { type Actor, DomainError, Log } from '@tidings/vocabulary';
import { liveRollouts, plannedStarts, stopAllsInForce } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { AdvanceRollout } from './advance-rollout.js';
import { StartRollout } from './start-rollout.js';

/** The conductor, in the journal. */
export const CONDUCTOR: Actor = { person: 'tidings', name: 'Tidings', roles: [], by: 'machine' };

/** One look at every rollout that runs or starts by itself: each moves one step if its evidence says so. Two conductors change nothing. */
@Injectable()
export class ConductRollouts {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly advance: AdvanceRollout,
    private readonly start: StartRollout,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    const stopped = await stopAllsInForce(this.pool);
    for (const rolloutId of stopped.length > 0 ? [] : await plannedStarts(this.pool))
      await this.look(async () => {
        const step = await this.start.bySchedule(CONDUCTOR, rolloutId);
        if (step.kind === 'start') this.log.info('a rollout started at its time', { rollout: rolloutId });
      });
    const running = (await liveRollouts(this.pool)).filter(({ facts }) => facts.state.kind === 'running');
    const looked: Waiting[] = [];
    for (const { facts } of running)
      await this.look(async () => {
        const step = await this.advance.run(CONDUCTOR, facts.rolloutId);
        if (step.kind !== 'hold') this.log.info('a rollout moved', { rollout: facts.name, step: step.kind });
        const reasons = step.kind === 'hold' ? step.reasons : [];
        looked.push({ rolloutId: facts.rolloutId, reasons, asks: asksPerson(step) });
      });
    if (looked.length === 0) return;
    await this.records.write(async (tx) => {
      await tx.rollouts.noteWaits(looked);
      await tx.rollouts.markEvaluated(looked.map(({ rolloutId }) => rolloutId));
    });
  }

  /** Somebody else moved it first: the next look sees where it is now. */
  private async look(once: () => Promise<void>): Promise<void> {
    try {
      await once();
    } catch (cause) {
      if (!(cause instanceof DomainError && cause.code === 'revision-conflict')) throw cause;
    }
  }
}
