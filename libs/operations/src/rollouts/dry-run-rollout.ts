import { type AlikeVehicles, dryRunCounts } from '@tidings/fleet-model';
import { ReadPool } from '@tidings/postgres';
import { DryRunPartRow, DryRunRow, Records } from '@tidings/records';
import { type Actor, Clock, dateOf, DomainError, type DryRunId, IdSource, type RolloutId } from '@tidings/vocabulary';
import { type KeptAlike, oneRollout, type PlacedKind, vehiclesById } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { placeVehicles } from './place-vehicles.js';
import { thresholdsOf } from './thresholds-of.js';

/** Kinds of vehicles that are told apart; what is behind the largest is counted with them, without being asked gate by gate. */
const KINDS_AT_MOST = 3_000;

/** What a rollout would do, before it starts: who is in which stage, who would get nothing and why. The conductor adds the forecast. */
@Injectable()
export class DryRunRollout {
  constructor(
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Errors: 'not-found', 'wrong-state' (it has started), 'plan-not-workable'. */
  async run(actor: Actor, rolloutId: RolloutId): Promise<DryRunId> {
    const seen = await oneRollout(this.pool, rolloutId);
    if (!seen) throw new DomainError('not-found', { what: 'rollout', id: rolloutId });
    const { facts } = seen;
    const { kind } = facts.state;
    if (kind !== 'draft' && kind !== 'approved')
      throw new DomainError('wrong-state', {
        what: 'rollout',
        name: facts.name,
        verb: 'dry-run',
        is: kind,
        mustBe: ['draft', 'approved'],
      });
    const thresholds = await thresholdsOf(this.pool, facts);
    const now = this.clock.now();
    const dryRunId = this.ids.next('dry');
    const placed = await this.records.write(async (tx) => {
      await tx.rows.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      const kinds = await placeVehicles(tx, facts, thresholds, { dryRunId, moment: 'before' });
      await tx.rows.insert(DryRunRow, { id: dryRunId, rolloutId, askedBy: actor.person, factsAt: dateOf(now) });
      return kinds;
    });
    const alike = await this.alike(placed, thresholds.length);
    const counts = dryRunCounts(
      facts,
      alike.map(({ facts: vehicle, byStage }) => ({ facts: vehicle, byStage })),
      now,
    );
    await this.records.write(async (tx) => {
      const kept = alike.map(({ facts: vehicle, byStage }): KeptAlike => ({ example: vehicle.vehicleId, byStage }));
      await tx.rows.update(DryRunRow, { id: dryRunId }, { counts: counts, alike: kept });
      // Places are large: only the latest dry run of a rollout keeps them.
      const earlier = await tx.rows.findBy(DryRunRow, { rolloutId });
      const old = earlier.map(({ id }) => id).filter((id) => id !== dryRunId);
      if (old.length > 0) await tx.rows.delete(DryRunPartRow, { dryRunId: In(old) });
      await tx.journal.append({
        actor,
        act: 'rollout-dry-run',
        subject: rolloutId,
        facts: { dryRunId, cohort: counts.cohort, stages: counts.stages.map(({ vehicles }) => vehicles) },
      });
    });
    return dryRunId;
  }

  /** One vehicle of each kind, with how many of its kind every stage reaches. */
  private async alike(placed: readonly PlacedKind[], stages: number): Promise<readonly AlikeVehicles[]> {
    const kinds = new Map<string, { readonly example: string; readonly byStage: number[] }>();
    for (const { kind, stage, vehicles, example } of placed) {
      const known = kinds.get(kind) ?? { example, byStage: Array.from({ length: stages }, () => 0) };
      known.byStage[stage]! += vehicles;
      kinds.set(kind, known);
    }
    const largest = [...kinds.values()].sort((a, b) => sum(b.byStage) - sum(a.byStage));
    const told = largest.slice(0, KINDS_AT_MOST);
    for (const { byStage } of largest.slice(KINDS_AT_MOST))
      byStage.forEach((vehicles, stage) => (told[0]!.byStage[stage]! += vehicles));
    const facts = await vehiclesById(
      this.pool,
      told.map(({ example }) => example),
    );
    return told.flatMap(({ example, byStage }) => {
      const vehicle = facts.get(example);
      return vehicle ? [{ facts: vehicle, byStage }] : [];
    });
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
