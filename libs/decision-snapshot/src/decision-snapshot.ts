import { type CompiledSnapshot, compileSnapshot, withFacts } from '@tidings/rollout-engine';
import type { ReadPool } from '@tidings/postgres';
import { Reconciler } from '@tidings/reconciler';
import {
  type Clock,
  contentHash,
  type Instant,
  instant,
  type Log,
  minutes,
  type RolloutId,
  seconds,
  type VehicleCredentials,
  type VehicleId,
  type VehicleIdentity,
} from '@tidings/vocabulary';
import {
  allVehicles,
  changedVehicles,
  type LiveRollout,
  liveRollouts,
  stopAllsInForce,
  vehicleAtTheDoor,
  type VersionedRollout,
  watermark,
  type Watermark,
} from '@tidings/views';
import { FleetMemory, type Seat } from './fleet-memory.js';
import { StopAll } from './stop-all/stop-all.js';

/** A full look at rollouts and changed vehicles this often, whatever nudges were lost. */
const BEAT = seconds(1);
/** Every vehicle is compared with the database this often, in case a change was missed in a way nobody thought of. */
const COMPARE_ALL_EVERY = minutes(10);
/** A name that is not in the database is not asked for again this long: strangers must not cost a read per request. */
const STRANGER_FOR = seconds(10);
const STRANGERS_AT_MOST = 10_000;

/**
 * The compiled rollouts and the hot facts of vehicles, in memory, for polls; read only, kept fresh by nudges and by a beat.
 * Memory may only say no: whatever permits is read from the database in the same request.
 */
export class DecisionSnapshot implements VehicleCredentials {
  readonly fleet = new FleetMemory();
  readonly stopAll: StopAll;
  private compiled: CompiledSnapshot = compileSnapshot([]);
  private rollouts: readonly VersionedRollout[] = [];
  private contentKey = '';
  private revisionNumber = 1;
  private mark: Watermark | undefined;
  private readonly strangers = new Map<string, number>();
  private readonly rolloutWatch: Reconciler;
  private readonly vehicleWatch: Reconciler;
  private readonly fullWatch: Reconciler;

  constructor(
    private readonly pool: ReadPool,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.stopAll = new StopAll(clock);
    const failed = (what: string) => (cause: unknown) =>
      log.warn('snapshot not refreshed: memory goes on saying no', { what, cause });
    this.rolloutWatch = new Reconciler(() => this.readRollouts(), BEAT, failed('rollouts'));
    this.vehicleWatch = new Reconciler(() => this.readChangedVehicles(), BEAT, failed('vehicles'));
    this.fullWatch = new Reconciler(() => this.compareAllVehicles(), COMPARE_ALL_EVERY, failed('all vehicles'));
  }

  /** Reads everything once, then keeps it fresh until `stop`. */
  async start(): Promise<void> {
    const mark = await watermark(this.pool);
    for await (const page of allVehicles(this.pool)) for (const vehicle of page) this.fleet.put(vehicle);
    this.mark = mark;
    await this.readRollouts();
    this.rolloutWatch.start();
    this.vehicleWatch.start();
    this.fullWatch.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.rolloutWatch.stop(), this.vehicleWatch.stop(), this.fullWatch.stop()]);
  }

  /** Somebody committed something of this kind: look now. */
  async look(kind: string): Promise<void> {
    if (kind === 'vehicles') this.strangers.clear();
    await Promise.all([this.rolloutWatch.nudge(), this.vehicleWatch.nudge()]);
  }

  /**
   * The compiled rollouts with what was read fresh laid over them. Undefined when memory has another revision of one of
   * them: look again, then ask again.
   */
  freshened(live: readonly LiveRollout[]): CompiledSnapshot | undefined {
    if (live.some(({ rolloutId, revision }) => this.revisionOf(rolloutId) !== revision)) return undefined;
    const byId = new Map(live.map((rollout) => [rollout.rolloutId, rollout]));
    const stopAll = this.stopAll.order;
    return withFacts(this.compiled, (facts) => {
      const fresh = byId.get(facts.rolloutId);
      return {
        ...facts,
        ...(fresh && { evaluatedAt: fresh.evaluatedAt, tally: fresh.tally }),
        ...(stopAll && { stopAll }),
      };
    });
  }

  /** Changes whenever a compiled rollout changes in anything but its counts. */
  get revision(): number {
    return this.revisionNumber;
  }

  /** Since when memory knows attempts of this epoch to be taken back. Undefined is no permission. */
  takenBackSince(rolloutId: RolloutId, epoch: number): Instant | undefined {
    const facts = this.compiled.byId.get(rolloutId)?.facts;
    const allStoppedAt = this.stopAll.seenAt;
    if (!facts) return allStoppedAt;
    const { state, validFromEpoch } = facts;
    if (state.kind === 'paused' || state.kind === 'halted') return state.at;
    return epoch >= validFromEpoch ? allStoppedAt : instant(0);
  }

  private revisionOf(rolloutId: string): number | undefined {
    return this.rollouts.find(({ facts }) => facts.rolloutId === rolloutId)?.revision;
  }

  async check(controllerId: string, token: string): Promise<VehicleIdentity | undefined> {
    const seat = await this.seatAtTheDoor(controllerId);
    if (seat === undefined || !this.fleet.accepts(seat, token)) return undefined;
    return { vehicleId: this.fleet.idAt(seat), controllerId };
  }

  /** From memory; a name that memory lacks costs one keyed read, and then none for a while. */
  seatAtTheDoor(controllerId: string): Seat | Promise<Seat | undefined> | undefined {
    const seat = this.fleet.seatOf(controllerId);
    if (seat !== undefined) return seat;
    const until = this.strangers.get(controllerId);
    if (until !== undefined && this.clock.now() < until) return undefined;
    return this.askForStranger(controllerId);
  }

  /** True when memory is sure that nothing is new for this vehicle. */
  isQuiet(seat: Seat): boolean {
    return this.fleet.isQuiet(seat, this.revisionNumber, this.clock.now());
  }

  wake(vehicleId: VehicleId): void {
    this.fleet.wake(vehicleId);
  }

  private async askForStranger(controllerId: string): Promise<Seat | undefined> {
    const vehicle = await vehicleAtTheDoor(this.pool, controllerId);
    if (vehicle) return this.fleet.put(vehicle);
    if (this.strangers.size >= STRANGERS_AT_MOST) this.strangers.clear();
    this.strangers.set(controllerId, this.clock.now() + STRANGER_FOR);
    return undefined;
  }

  private async readRollouts(): Promise<void> {
    const [rollouts, stopAlls] = await Promise.all([liveRollouts(this.pool), stopAllsInForce(this.pool)]);
    this.stopAll.recordSays(stopAlls);
    const key = contentHash(
      rollouts.map(({ revision, register, facts: { release, readiness, rolloutId } }) => [
        rolloutId,
        revision,
        register,
        release,
        [...readiness].filter(([, market]) => market.kind !== 'unknown-market'),
      ]),
    );
    if (key === this.contentKey) return;
    this.rollouts = rollouts;
    this.compiled = compileSnapshot(rollouts.map(({ facts }) => facts));
    this.contentKey = key;
    this.revisionNumber += 1;
  }

  private async compareAllVehicles(): Promise<void> {
    let missed = 0;
    for await (const page of allVehicles(this.pool))
      for (const vehicle of page) if (this.fleet.reconcile(vehicle)) missed += 1;
    if (missed > 0) this.log.warn('the full comparison found vehicles that memory had missed', { missed });
  }

  private async readChangedVehicles(): Promise<void> {
    // After an import there are a million: a page at a time, and polls are answered in between.
    for (let isRead = false; !isRead;) {
      const { vehicles, next, isAll } = await changedVehicles(this.pool, this.mark!);
      for (const vehicle of vehicles) this.fleet.put(vehicle);
      [this.mark, isRead] = [next, isAll];
    }
  }
}
