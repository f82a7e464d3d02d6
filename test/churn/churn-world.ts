import {
  ApproveRollout,
  CreateRollout,
  HoldVehicle,
  ScanTargets,
  StartRollout,
  UnholdVehicle,
} from '@tidings/operations';
import {
  type AttemptRow,
  type EcuColumn,
  NoteRevisionRow,
  PackageRow,
  PublisherKeyRow,
  ReleaseRow,
  RolloutRow,
  VehicleRow,
} from '@tidings/records';
import type { Plan, Purpose } from '@tidings/rollout-engine';
import { type Actor, dateOf, instant, minutes, type ReleaseId, type RolloutId } from '@tidings/vocabulary';
import { In } from 'typeorm';
import { ONE_STAGE } from '../conformance/one-stage.js';
import type { VehicleHouse } from '../conformance/vehicle-house.js';
import { ChurnCar } from './churn-car.js';

const SUPPORT: Actor = { person: 'siri', name: 'Siri', roles: ['support'], by: 'person' };
const ADA: Actor = { person: 'ada', name: 'Ada', roles: ['release-manager'], by: 'person' };
const BO: Actor = { person: 'bo', name: 'Bo', roles: ['approver'], by: 'person' };
const CONTENT = Buffer.from('a small package');

/** One rollout of this world, with everything that can be taken from it. */
export interface ChurnRollout {
  readonly id: RolloutId;
  readonly releaseId: ReleaseId;
  readonly version: string;
  /** 0 is the strongest. */
  readonly rank: number;
  /** Who wears it is in the cohort. */
  readonly tag: string;
  hasNote: boolean;
  isKeyGood: boolean;
}

/** What ended badly is tried again, so that retries mix with everything else. */
const PLAN: Plan = {
  ...ONE_STAGE,
  inFlightAtFirst: 50,
  retry: { attempts: 3, after: minutes(1), classes: ['degraded'] },
};

const CLASSES: readonly { readonly purpose: Purpose; readonly version: string; readonly rank: number }[] = [
  { purpose: 'feature', version: '7.2', rank: 3 },
  { purpose: 'safety', version: '7.3', rank: 1 },
  { purpose: 'recall', version: '7.4', rank: 0 },
];

/** Set-based, as an import is. */
const LATE_JOINERS = 100_000;
/** More than the cap of two cars and a tenth has room for. */
const LATE_AND_ASKING = 5;
let [worlds, hasJoined] = [0, false];

/** The ECU beside the one that takes the update, as its column says it. */
export const brakes = (version: string): EcuColumn => ({ hardwareId: 'brk-1', version, since: instant(0) });

/** Cars and rollouts of one run, on the house's real database and behind its real door. */
export class ChurnWorld {
  readonly cars: ChurnCar[] = [];
  readonly rollouts: ChurnRollout[] = [];
  readonly held = new Set<ChurnCar>();

  private constructor(
    readonly house: VehicleHouse,
    private readonly name: string,
  ) {}

  static async of(house: VehicleHouse, cars: number): Promise<ChurnWorld> {
    const world = new ChurnWorld(house, `world-${++worlds}`);
    for (let n = 0; n < cars; n++) {
      const wishes = { tags: CLASSES.map((_, rollout) => world.tagOf(rollout)), ecus: { brakes: brakes('4.1') } };
      world.cars.push(new ChurnCar(house, await house.vehicle(wishes)));
    }
    return world;
  }

  /** Starts the next rollout: a feature first, then what is of a higher class. */
  async startNext(): Promise<void> {
    const next = CLASSES[this.rollouts.length];
    if (!next) return;
    const releaseId = await this.house.release(CONTENT, 'vega.swu', next.version);
    const tag = this.tagOf(this.rollouts.length);
    await this.write(ReleaseRow, { id: releaseId }, { requires: [{ ecu: 'brakes', versions: '<5' }] as never });
    const id = await this.started({ ...PLAN, purpose: next.purpose }, releaseId, tag);
    this.rollouts.push({ id, releaseId, version: next.version, rank: next.rank, tag, hasNote: true, isKeyGood: true });
  }

  private async started(plan: Plan, releaseId: ReleaseId, tag: string): Promise<RolloutId> {
    const { records, clock, ids, pool, store, snapshot } = this.house.foundation;
    const draft = { name: `${tag} ${plan.purpose}`, releaseId, cohort: { filter: `tag==${tag}` }, plan };
    const id = await new CreateRollout(records, clock, ids).run(ADA, draft);
    await new ApproveRollout(records, pool, clock, new ScanTargets(pool, store, records, clock, ids)).run(BO, id);
    await new StartRollout(records, clock).run(ADA, id);
    await snapshot.look('rollouts');
    return id;
  }

  private tagOf(rollout: number): string {
    return `${this.name}-${rollout}`;
  }

  /** A hundred thousand late joiners: in the first world that gets some, because each of them has its price. */
  async joinOnce(): Promise<void> {
    if (hasJoined) return;
    hasJoined = true;
    await this.join(LATE_JOINERS);
    const tags = this.rollouts.map(({ tag }) => tag);
    for (let n = 0; n < LATE_AND_ASKING; n++) {
      const late = await this.house.vehicle({ tags, ecus: { brakes: brakes('4.1') } });
      await new ChurnCar(this.house, late).poll();
    }
  }

  /** So many cars join the cohorts of what runs by now, in one statement. */
  private async join(cars: number): Promise<void> {
    const { dataSource, snapshot } = this.house.foundation;
    await dataSource.query(
      `INSERT INTO vehicle (id, controller_id, token_digest, standing, model, model_year, market, time_zone, hardware_id,
                            software_version, is_software_known, software_since, registered_at, wants_attributes, tags, ecus)
       SELECT 'veh_' || $1 || n, $1 || n, '', 'active', 'Vega', 2026, 'SE', 'Europe/Stockholm', 'vega-a',
              '7.1', true, $2, $2, false, $3, $4
         FROM generate_series(1, $5) AS n`,
      [
        `late-${this.name}-`,
        dateOf(this.house.clock.now()),
        this.rollouts.map(({ tag }) => tag),
        JSON.stringify({ brakes: brakes('4.1') }),
        cars,
      ],
    );
    await snapshot.look('vehicles');
  }

  /** Of what is known of a car, beside what the car says itself. */
  async know({ known }: ChurnCar, facts: Partial<Pick<VehicleRow, 'tags' | 'ecus' | 'model'>>): Promise<void> {
    await this.write<VehicleRow>(VehicleRow, { id: known.id }, facts);
    await this.house.foundation.snapshot.look('vehicles');
  }

  attempts(car: ChurnCar): Promise<readonly AttemptRow[]> {
    return this.house.attempts(car.known);
  }

  rolloutRows(): Promise<readonly RolloutRow[]> {
    return this.house.foundation.records.write((tx) =>
      tx.rows.findBy(RolloutRow, { id: In(this.rollouts.map(({ id }) => id)) }),
    );
  }

  offers(): Promise<readonly { readonly offered: number; readonly cap: number }[]> {
    return this.house.foundation.dataSource.query(
      'SELECT t.offered, r.cap FROM rollout_tally t JOIN rollout r ON r.id = t.rollout_id WHERE r.id = ANY($1) AND r.cap IS NOT NULL',
      [this.rollouts.map(({ id }) => id)],
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
