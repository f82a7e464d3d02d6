import { ReadPool } from '@tidings/postgres';
import { ControlWatchRow, Records, type Tx } from '@tidings/records';
import type { RolloutFacts } from '@tidings/rollout-engine';
import { after, Clock, dateOf, hours, type Instant, instantOf } from '@tidings/vocabulary';
import { liveRollouts } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { controlSpellSql } from './control-spell-sql.js';

/** Long enough that a scan of the cohort costs nothing, short enough that a halt comes the same day. */
const SPELL = hours(6);

/**
 * Counts, spell by spell, which vehicles of running rollouts come into trouble, exposed and not exposed (compared-with-control.ts). Exposed
 * is below the threshold when the spell began: a stage that opens meanwhile is seen in the next one. Two conductors count once.
 */
@Injectable()
export class WatchControl {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    for (const { facts } of await liveRollouts(this.pool))
      if (facts.state.kind === 'running' && facts.stage) await this.watch(facts, facts.stage.threshold, now);
  }

  private watch(facts: RolloutFacts, threshold: number, now: Instant): Promise<void> {
    return this.records.write(async (tx) => {
      const { rolloutId } = facts;
      const spell = await tx.rows.findOne(ControlWatchRow, {
        where: { rolloutId },
        lock: { mode: 'pessimistic_write' },
      });
      if (spell && now < after(instantOf(spell.beganAt), SPELL)) return;
      if (spell) await close(tx, facts, spell, now);
      await tx.rows.upsert(ControlWatchRow, { rolloutId, beganAt: dateOf(now), threshold: String(threshold) }, [
        'rolloutId',
      ]);
    });
  }
}

async function close(
  tx: Tx,
  facts: RolloutFacts,
  { beganAt, threshold }: ControlWatchRow,
  now: Instant,
): Promise<void> {
  for (const guardrail of ['silent', 'health'] as const) {
    const { text, values } = controlSpellSql(guardrail, facts.cohort, 6);
    await tx.rows.query(text, [facts.rolloutId, beganAt, dateOf(now), threshold, facts.plan.silentAfter, ...values]);
  }
}
