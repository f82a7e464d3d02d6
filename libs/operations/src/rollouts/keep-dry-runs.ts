import type { ForecastInput } from '@tidings/fleet-model';
import { ReadPool, withAdvisoryLock } from '@tidings/postgres';
import { DryRunRow, Records } from '@tidings/records';
import type { RolloutFacts } from '@tidings/rollout-engine';
import { type DryRunId, instantOf, seconds } from '@tidings/vocabulary';
import {
  type DryRun,
  dryRunsToForecast,
  fleetHabits,
  type KeptForecast,
  oneRollout,
  vehiclesById,
} from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { foretellApart } from './foretell-apart.js';

/** Between two notes of how far it is. */
const TELLS_EVERY = seconds(1);

/** The part of a dry run that takes time: rehearsals before the start, in a thread of their own. For the conductor. */
@Injectable()
export class KeepDryRuns {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
  ) {}

  /** Runs twice without harm: the first result stays. Of several conductors one rehearses. `leaving`: it is given up at once. */
  async run(leaving?: AbortSignal): Promise<void> {
    if ((await dryRunsToForecast(this.pool)).length === 0) return;
    await withAdvisoryLock(this.pool, 'rehearse', async () => {
      for (const dryRun of await dryRunsToForecast(this.pool)) await this.foretell(dryRun, leaving);
    });
  }

  private async foretell(dryRun: DryRun, leaving: AbortSignal | undefined): Promise<void> {
    const rollout = await oneRollout(this.pool, dryRun.rolloutId);
    if (!rollout) return;
    const input = await this.input(rollout.facts, dryRun);
    const { told, done } = this.progressOf(dryRun.id);
    const forecast = await foretellApart(input, told, leaving);
    await done();
    if (forecast === undefined) return;
    const kept: KeptForecast = { ...forecast, habits: input.habits };
    await this.records.write((tx) =>
      tx.rows.update(DryRunRow, { id: dryRun.id, forecast: IsNull() }, { forecast: kept, rehearsedShare: 10_000 }),
    );
  }

  private async input(rollout: RolloutFacts, { factsAt, counts, alike }: DryRun): Promise<ForecastInput> {
    const vehicles = counts.cohort;
    const habits = await fleetHabits(this.pool, factsAt, vehicles);
    const examples = await vehiclesById(
      this.pool,
      alike.map(({ example }) => example),
    );
    let reached = 0;
    return {
      rollout,
      startsAt: rollout.plan.startsAt ?? instantOf(factsAt),
      cohortCount: vehicles,
      stageCounts: counts.stages.map((stage) => (reached += stage.vehicles)),
      cars: alike.flatMap(({ example, byStage }) => {
        const facts = examples.get(example);
        return facts ? [{ facts, vehicles: byStage.reduce((all, one) => all + one, 0) }] : [];
      }),
      habits,
      measuredAt: instantOf(factsAt),
    };
  }

  /** Writes the share down now and then, one at a time; a note that fails is only a note. */
  private progressOf(id: DryRunId) {
    let [latest, noted] = [0, 0];
    let writing: Promise<unknown> = Promise.resolve();
    const timer = setInterval(() => {
      if (latest === noted) return;
      noted = latest;
      const rehearsedShare = Math.floor(latest * 10_000);
      writing = this.records
        .write((tx) => tx.rows.update(DryRunRow, { id, forecast: IsNull() }, { rehearsedShare }))
        .catch(() => undefined);
    }, TELLS_EVERY);
    return {
      told: (share: number): void => {
        latest = share;
      },
      done: async (): Promise<void> => {
        clearInterval(timer);
        await writing;
      },
    };
  }
}
