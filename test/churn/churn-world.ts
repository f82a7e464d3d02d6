import { HoldVehicle, UnholdVehicle } from '@tidings/operations';
import {
  type AttemptRow,
  NoteRevisionRow,
  PackageRow,
  PublisherKeyRow,
  ReleaseRow,
  RolloutRow,
} from '@tidings/records';
import type { Purpose } from '@tidings/rollout-engine';
import { type Actor, dateOf, type ReleaseId, type RolloutId } from '@tidings/vocabulary';
import { In } from 'typeorm';
import type { VehicleHouse } from '../conformance/vehicle-house.js';
import { ChurnCar } from './churn-car.js';

const SUPPORT: Actor = { person: 'siri', name: 'Siri', roles: ['support'], by: 'person' };
const CONTENT = Buffer.from('a small package');

/** One rollout of this world, with everything that can be taken from it. */
export interface ChurnRollout {
  readonly id: RolloutId;
  readonly releaseId: ReleaseId;
  readonly version: string;
  /** 0 is the strongest. */
  readonly rank: number;
  hasNote: boolean;
  isKeyGood: boolean;
}

const CLASSES: readonly { readonly purpose: Purpose; readonly version: string; readonly rank: number }[] = [
  { purpose: 'feature', version: '7.2', rank: 3 },
  { purpose: 'safety', version: '7.3', rank: 1 },
  { purpose: 'recall', version: '7.4', rank: 0 },
];

/** Cars and rollouts of one run, on the house's real database and behind its real door. */
export class ChurnWorld {
  readonly cars: ChurnCar[] = [];
  readonly rollouts: ChurnRollout[] = [];
  readonly held = new Set<ChurnCar>();

  private constructor(readonly house: VehicleHouse) {}

  static async of(house: VehicleHouse, cars: number): Promise<ChurnWorld> {
    const world = new ChurnWorld(house);
    for (let n = 0; n < cars; n++) world.cars.push(new ChurnCar(house, await house.vehicle()));
    return world;
  }

  /** Starts the next rollout: a feature first, then what is of a higher class. */
  async startNext(): Promise<void> {
    const next = CLASSES[this.rollouts.length];
    if (!next) return;
    const releaseId = await this.house.release(CONTENT, 'vega.swu', next.version);
    const cars = this.cars.map(({ known }) => known);
    const id = await this.house.rolloutFor({ purpose: next.purpose, inFlightAtFirst: 50 }, releaseId, ...cars);
    this.rollouts.push({ id, releaseId, version: next.version, rank: next.rank, hasNote: true, isKeyGood: true });
  }

  attempts(car: ChurnCar): Promise<readonly AttemptRow[]> {
    return this.house.attempts(car.known);
  }

  rolloutRows(): Promise<readonly RolloutRow[]> {
    return this.house.foundation.records.write((tx) =>
      tx.rows.findBy(RolloutRow, { id: In(this.rollouts.map(({ id }) => id)) }),
    );
  }

  async setHeld(car: ChurnCar, isHeld: boolean): Promise<void> {
    const { records } = this.house.foundation;
    const name = car.known.controllerId;
    if (isHeld) await new HoldVehicle(records, this.house.clock).run(SUPPORT, name, 'a test says so');
    else await new UnholdVehicle(records).run(SUPPORT, name, 'a test says so');
    if (isHeld) this.held.add(car);
    else this.held.delete(car);
    await this.house.foundation.snapshot.look('vehicles');
  }

  async setNote(rollout: ChurnRollout, hasNote: boolean): Promise<void> {
    const { releaseId } = rollout;
    await this.write(NoteRevisionRow, { releaseId }, { state: hasNote ? 'live' : 'withdrawn' });
    rollout.hasNote = hasNote;
  }

  async revokeKey(rollout: ChurnRollout): Promise<void> {
    const [one] = await this.packagesOf(rollout);
    await this.write(PublisherKeyRow, { kid: one!.kid }, { revokedAt: dateOf(this.house.clock.now()) });
    rollout.isKeyGood = false;
  }

  /** Priorities change under the cars' hands; class goes first all the same. */
  async setPriority({ id }: ChurnRollout, priority: number): Promise<void> {
    await this.house.foundation.records.write((tx) =>
      tx.rows.query(
        `UPDATE rollout SET plan = jsonb_set(plan, '{priority}', to_jsonb($2::int)), revision = revision + 1 WHERE id = $1`,
        [id, priority],
      ),
    );
    await this.look();
  }

  /** The conductor has looked. */
  async beat(): Promise<void> {
    await this.house.foundation.records.write((tx) => tx.rollouts.markEvaluated(this.rollouts.map(({ id }) => id)));
  }

  look(): Promise<void> {
    return this.house.foundation.snapshot.look('rollouts');
  }

  private packagesOf({ releaseId }: ChurnRollout): Promise<readonly PackageRow[]> {
    return this.house.foundation.records.write(async (tx) => {
      const release = await tx.rows.findOneByOrFail(ReleaseRow, { id: releaseId });
      return tx.rows.findBy(PackageRow, { id: In(release.packageIds) });
    });
  }

  private async write<Row extends object>(row: new () => Row, of: Partial<Row>, set: Partial<Row>): Promise<void> {
    await this.house.foundation.records.write(async (tx) => {
      await tx.rows.update(row, of, set as never);
      tx.nudges.look('rollouts');
    });
    await this.look();
  }
}
