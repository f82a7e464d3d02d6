import { expect } from '@jest/globals';
import type { AttemptRow, RolloutRow } from '@tidings/records';
import { type ChurnCar, openOf } from './churn-car.js';
import type { ChurnRollout, ChurnWorld } from './churn-world.js';

/** Whatever is done to the house, and in whatever order, these hold after every contact of a car. */
export class ChurnPromises {
  private readonly numbers = new Map<ChurnCar, readonly number[]>();

  constructor(private readonly world: ChurnWorld) {}

  /** At most one open attempt; wire numbers count up by one and are never used again. */
  async records(car: ChurnCar): Promise<void> {
    const attempts = await this.world.attempts(car);
    expect(attempts.filter(({ closedAt }) => closedAt === null).length).toBeLessThanOrEqual(1);
    const numbers = attempts.map(({ wireNumber }) => wireNumber);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    const before = this.numbers.get(car) ?? [];
    expect(numbers.slice(0, before.length)).toEqual(before);
    this.numbers.set(car, numbers);
  }

  /** However many join, no more than were counted and a tenth are offered anything while a stage is open. */
  async room(): Promise<void> {
    for (const { offered, cap } of await this.world.offers()) expect(offered).toBeLessThanOrEqual(cap);
  }

  /** A poll in between: nothing was ended without a reason that is none of the car's own progress, and a recall did not wait. */
  async poll(car: ChurnCar): Promise<void> {
    await this.world.beat();
    const before = openOf(await this.world.attempts(car));
    const wasTold = before?.cancelToldAt !== null && before !== undefined;
    const rows = await this.world.rolloutRows();
    await car.poll();
    const attempts = await this.world.attempts(car);
    const same = attempts.find(({ id }) => id === before?.id);
    const isEnded = same !== undefined && (same.closedAt !== null || same.cancelToldAt !== null);
    if (isEnded && !wasTold) {
      expect([same.state, this.reasonsToEnd(car, same, rows)]).not.toEqual([same.state, []]);
      // (c): what has everything is never told to stop.
      expect(same.deliveredAt).toBeNull();
    }
    await this.recallDidNotWait(car, attempts, rows);
  }

  /** A status that lets the car begin or go on is given only where nothing forbids it; what has everything may read its link (c). */
  async goesOn(car: ChurnCar, status: number | undefined, what: 'link' | 'bytes'): Promise<void> {
    if (status !== 200 && status !== 206) return;
    const wireNumber = what === 'link' ? car.shown?.wireNumber : car.fetched?.wireNumber;
    const attempt = (await this.world.attempts(car)).find((one) => one.wireNumber === wireNumber)!;
    const forbids = this.forbids(car, attempt, await this.world.rolloutRows());
    if (what === 'link' && attempt.deliveredAt !== null) return;
    expect([what, forbids, attempt.closedAt, attempt.cancelToldAt]).toEqual([what, [], null, null]);
  }

  private rolloutOf(attempt: AttemptRow): ChurnRollout {
    return this.world.rollouts.find(({ id }) => id === attempt.rolloutId)!;
  }

  private forbids(car: ChurnCar, attempt: AttemptRow, rows: readonly RolloutRow[]): readonly string[] {
    const row = rows.find(({ id }) => id === attempt.rolloutId)!;
    const { hasNote, isKeyGood } = this.rolloutOf(attempt);
    return [
      ...(row.state === 'running' || row.state === 'completed' ? [] : [row.state]),
      ...(attempt.epoch < row.validFromEpoch ? ['revoked'] : []),
      ...(hasNote ? [] : ['no note']),
      ...(isKeyGood ? [] : ['key revoked']),
      ...(this.world.held.has(car) ? ['held'] : []),
      ...(car.hardware === attempt.hardwareId ? [] : ['other hardware']),
    ];
  }

  private reasonsToEnd(car: ChurnCar, attempt: AttemptRow, rows: readonly RolloutRow[]): readonly string[] {
    const own = this.rolloutOf(attempt).rank;
    const higher = rows.filter(({ id, state }) => {
      const rollout = this.world.rollouts.find((one) => one.id === id)!;
      return state === 'running' && rollout.rank < own && rollout.hasNote && rollout.isKeyGood;
    });
    return [...this.forbids(car, attempt, rows), ...higher.map(() => 'higher class')];
  }

  /** Behind a poll, a recall that would be offered to this car is what it has, unless it is past stopping or told. */
  private async recallDidNotWait(
    car: ChurnCar,
    attempts: readonly AttemptRow[],
    rows: readonly RolloutRow[],
  ): Promise<void> {
    if (this.world.held.has(car)) return;
    const { isSoftwareKnown, softwareVersion, tags, ecus } = await this.world.house.vehicleOnRecord(car.known);
    if (!isSoftwareKnown || softwareVersion === null || car.hardware !== 'vega-a') return;
    if (ecus['brakes']?.version !== '4.1') return;
    const wanted = this.world.rollouts.find(({ id, rank, hasNote, isKeyGood, version, tag }) => {
      const isRunning = rows.find((row) => row.id === id)?.state === 'running';
      const tries = attempts.filter(({ rolloutId, closedAt }) => rolloutId === id && closedAt !== null);
      const endedBadly = tries.some(
        ({ state, failure }) =>
          ['installed', 'healthy', 'contradicted', 'rolled-back'].includes(state) ||
          (state === 'failed' && failure !== 'stopped-by-us'),
      );
      const isMeant = tags.includes(tag);
      return rank === 0 && isMeant && isRunning && hasNote && isKeyGood && !endedBadly && softwareVersion < version;
    });
    if (!wanted) return;
    const open = openOf(attempts);
    const mayWait = open !== undefined && (open.deliveredAt !== null || open.cancelToldAt !== null);
    if (!mayWait) expect([open?.rolloutId, open?.state]).toEqual([wanted.id, open?.state]);
  }
}
