import { setImmediate as breathe } from 'node:timers/promises';
import { forecast, type Forecast, type ForecastInput } from '@tidings/fleet-model';
import { ReadPool } from '@tidings/postgres';
import { DryRunRow, Records } from '@tidings/records';
import { Clock, instantOf, isoOf, minutes } from '@tidings/vocabulary';
import {
  differencesOf,
  type DryRun,
  type DryRunDifferences,
  dryRunsToCompare,
  dryRunsToForecast,
  fleetHabits,
  type KeptForecast,
  oneRollout,
  vehiclesById,
} from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { placeVehicles } from './place-vehicles.js';
import { thresholdsOf } from './thresholds-of.js';

/** What a car that is not away polls by, unless its house says otherwise. */
const POLL_EVERY = minutes(5);

/** The part of a dry run that takes time: rehearsals before the start, and the comparison after it. For the conductor. */
@Injectable()
export class KeepDryRuns {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
  ) {}

  /** Runs twice without harm: the first result stays. */
  async run(): Promise<void> {
    for (const dryRun of await dryRunsToCompare(this.pool)) await this.compare(dryRun);
    for (const dryRun of await dryRunsToForecast(this.pool)) await this.foretell(dryRun);
  }

  private async foretell(dryRun: DryRun): Promise<void> {
    const rollout = await oneRollout(this.pool, dryRun.rolloutId);
    if (!rollout) return;
    const vehicles = dryRun.counts.cohort;
    const habits = await fleetHabits(this.pool, dryRun.factsAt, vehicles);
    const examples = await vehiclesById(
      this.pool,
      dryRun.alike.map(({ example }) => example),
    );
    let reached = 0;
    const told = await foretold({
      rollout: rollout.facts,
      startsAt: rollout.facts.plan.startsAt ?? instantOf(dryRun.factsAt),
      cohortCount: vehicles,
      stageCounts: dryRun.counts.stages.map((stage) => (reached += stage.vehicles)),
      cars: dryRun.alike.flatMap(({ example, byStage }) => {
        const facts = examples.get(example);
        return facts ? [{ facts, vehicles: byStage.reduce((all, one) => all + one, 0) }] : [];
      }),
      habits,
      pollEvery: POLL_EVERY,
    });
    const kept: KeptForecast = { ...told, habits };
    await this.records.write((tx) =>
      tx.rows.update(DryRunRow, { id: dryRun.id, forecast: IsNull() }, { forecast: kept }),
    );
  }

  private async compare(dryRun: DryRun): Promise<void> {
    const rollout = await oneRollout(this.pool, dryRun.rolloutId);
    if (!rollout) return;
    const at = this.clock.now();
    const thresholds = await thresholdsOf(this.pool, rollout.facts);
    await this.records.write(async (tx) => {
      await placeVehicles(tx, rollout.facts, thresholds, { dryRunId: dryRun.id, moment: 'at-start' });
    });
    const differences: DryRunDifferences = { at: isoOf(at), moved: await differencesOf(this.pool, dryRun.id) };
    await this.records.write(async (tx) => {
      await tx.rows.update(DryRunRow, { id: dryRun.id, differences: IsNull() }, { differences: differences });
      await tx.rows.query(`DELETE FROM dry_run_part WHERE dry_run_id = $1 AND moment = 'at-start'`, [dryRun.id]);
    });
  }
}

/** Between slices of a few milliseconds whoever polls this process is answered. */
async function foretold(input: ForecastInput): Promise<Forecast> {
  const slices = forecast(input);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
    await breathe();
  }
}
