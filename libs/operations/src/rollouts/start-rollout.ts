import { Records, type RolloutRow, type Tx } from '@tidings/records';
import { type Plan, planStart, type StartStep } from '@tidings/rollout-engine';
import {
  type Actor,
  Clock,
  dateOf,
  DomainError,
  type Instant,
  instantOf,
  isoOf,
  type RolloutId,
} from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { openedStage } from './opened-stage.js';
import { requireState } from './require-state.js';
import { requireStartable, startObstacles } from './start-obstacles.js';

/** Opens the first stage: one row. */
@Injectable()
export class StartRollout {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** A person starts it. Errors: 'wrong-state' (rollout or release), 'start-not-yet', 'register-too-old', 'not-found'. */
  async run(actor: Actor, rolloutId: RolloutId): Promise<void> {
    const now = this.clock.now();
    await this.records.write(async (tx) => {
      const row = await tx.rollouts.lock(rolloutId);
      requireState(row, ['approved'], 'start');
      const { startsAt } = row.plan as Plan;
      if (startsAt !== undefined && now < startsAt)
        throw new DomainError('start-not-yet', { name: row.name, startsAt: isoOf(startsAt) });
      await requireStartable(tx, row, now);
      await this.open(tx, actor, row, { evidence: {}, reasons: [] }, now);
    });
  }

  /** The conductor's look at a planned start. What holds it is left on the row, for whoever asks why nothing happens. */
  async bySchedule(conductor: Actor, rolloutId: RolloutId): Promise<StartStep> {
    const now = this.clock.now();
    return await this.records.write(async (tx) => {
      const row = await tx.rollouts.lock(rolloutId);
      const rollout = { state: stateOf(row), plan: row.plan as Plan };
      const start = { obstacles: await startObstacles(tx, row, now) };
      const step = planStart(rollout, start, now);
      if (step.kind === 'start')
        await this.open(tx, conductor, row, { evidence: { rollout, start, now }, reasons: step.reasons }, now);
      else await tx.rollouts.noteWaits([{ rolloutId, reasons: step.reasons, asks: false }]);
      return step;
    });
  }

  private async open(
    tx: Tx,
    actor: Actor,
    row: RolloutRow,
    { evidence, reasons }: { readonly evidence: unknown; readonly reasons: StartStep['reasons'] },
    now: Instant,
  ): Promise<void> {
    const rolloutId = row.id as RolloutId;
    await tx.rollouts.apply(
      rolloutId,
      {
        kind: 'start',
        by: actor.person,
        evidence,
        reasons,
        set: {
          state: 'running',
          stateAt: dateOf(now),
          stateBy: actor.person,
          evaluatedAt: dateOf(now),
          waitsFor: [],
          ...openedStage(row, 0, now),
        },
      },
      { ifRevision: row.revision },
    );
    await tx.journal.append({ actor, act: 'rollout-started', subject: rolloutId, facts: { stage: 0 } });
    tx.nudges.look('rollouts');
  }
}

const stateOf = ({ state, stateAt, stateBy }: RolloutRow) =>
  state === 'approved'
    ? ({ kind: 'approved', at: instantOf(stateAt), by: stateBy } as const)
    : ({ kind: 'draft' } as const);
