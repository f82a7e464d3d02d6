import { setImmediate as breathe } from 'node:timers/promises';
import { type AlikeVehicles, askGates, type AskedVehicles, dryRunCounts } from '@tidings/fleet-model';
import { ReadPool } from '@tidings/postgres';
import { DryRunPartRow, DryRunRow, Records, type Tx } from '@tidings/records';
import type { RolloutFacts } from '@tidings/rollout-engine';
import {
  type Actor,
  Clock,
  dateOf,
  DomainError,
  type DryRunId,
  IdSource,
  type Instant,
  type RolloutId,
} from '@tidings/vocabulary';
import { type KeptAlike, oneRollout, type PlacedKind, WHOLE_VEHICLES_SQL, wholeVehicleOf } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { placeVehicles } from './place-vehicles.js';
import { thresholdsOf } from './thresholds-of.js';

/** Kinds of vehicles that a forecast is rehearsed with: it has 1,000 cars. */
const KINDS_REHEARSED = 3_000;
const READ_AT_ONCE = 2_000;
const ASKED_AT_ONCE = 200;

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
    const alike = await this.records.write(async (tx) => {
      await tx.rows.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      const placed = await placeVehicles(tx, facts, thresholds, { dryRunId, moment: 'before', now });
      await tx.rows.insert(DryRunRow, { id: dryRunId, rolloutId, askedBy: actor.person, factsAt: dateOf(now) });
      return await examplesOf(tx, placed, thresholds.length);
    });
    const counts = dryRunCounts(facts, await asked(facts, alike, now));
    await this.records.write(async (tx) => {
      const largest = alike.slice(0, KINDS_REHEARSED);
      const kept = largest.map(({ facts: { vehicleId }, byStage }): KeptAlike => ({ example: vehicleId, byStage }));
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
}

/** One vehicle of each kind as that snapshot shows it, with how many of its kind every stage reaches; the largest kinds first. */
async function examplesOf(tx: Tx, placed: readonly PlacedKind[], stages: number): Promise<readonly AlikeVehicles[]> {
  const kinds = new Map<string, { readonly example: string; readonly byStage: number[] }>();
  for (const { kind, stage, vehicles, example } of placed) {
    const known = kinds.get(kind) ?? { example, byStage: Array.from({ length: stages }, () => 0) };
    known.byStage[stage]! += vehicles;
    kinds.set(kind, known);
  }
  const largest = [...kinds.values()].sort((a, b) => sum(b.byStage) - sum(a.byStage));
  const alike: AlikeVehicles[] = [];
  for (let read = 0; read < largest.length; read += READ_AT_ONCE) {
    const some = new Map(largest.slice(read, read + READ_AT_ONCE).map((kind) => [kind.example, kind]));
    const rows = await tx.rows.query<Parameters<typeof wholeVehicleOf>[0][]>(WHOLE_VEHICLES_SQL, [[...some.keys()]]);
    const facts = new Map(rows.map((row) => [row.id, wholeVehicleOf(row)]));
    for (const [example, { byStage }] of some) alike.push({ facts: facts.get(example)!, byStage });
  }
  return alike;
}

/** Some kinds at a time: whoever polls this process is answered in between. */
async function asked(rollout: RolloutFacts, alike: readonly AlikeVehicles[], now: Instant) {
  const all: AskedVehicles[] = [];
  for (let from = 0; from < alike.length; from += ASKED_AT_ONCE) {
    all.push(...askGates(rollout, alike.slice(from, from + ASKED_AT_ONCE), now));
    await breathe();
  }
  return all;
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
