import {
  type Attempt,
  type AttemptState,
  type ChosenEnd,
  type Circumstances,
  closedByUs,
  type Execution,
  recordedEndOf,
  recordedStateOf,
  type Report,
} from '@tidings/rollout-engine';
import { type AttemptId, dateOf, type IdSource, type Instant, type VehicleId } from '@tidings/vocabulary';
import { type EntityManager, IsNull } from 'typeorm';
import { AttemptRow } from '../rows/attempt-row.js';
import { ReportRow } from '../rows/report-row.js';
import { VehicleRow } from '../rows/vehicle-row.js';
import { attemptOf } from './attempt-of.js';
import { circumstancesIn } from './circumstances-in.js';
import { countOffer } from './count-offer.js';
import { writeLaterLine } from './later-line.js';
import type { Opening } from './opening.js';

/** Attempts and their reports; every change is made under the lock of the attempt's row. */
export class AttemptStore {
  constructor(
    private readonly rows: EntityManager,
    private readonly ids: IdSource,
    private readonly now: Instant,
  ) {}

  /**
   * Writes an attempt only if the rollout still is what the decision looked at, has room and pace, and the vehicle has no
   * open attempt: the counts are compared where they are changed. Undefined: refused, ask again later.
   */
  async open(opening: Opening): Promise<Attempt | undefined> {
    const vehicle = await this.rows.findOne(VehicleRow, {
      where: { id: opening.vehicleId },
      lock: { mode: 'pessimistic_write' },
    });
    if (vehicle?.standing !== 'active') return undefined;
    if (await this.rows.existsBy(AttemptRow, { vehicleId: opening.vehicleId, closedAt: IsNull() })) return undefined;
    const earlier = await this.rows.countBy(AttemptRow, { vehicleId: opening.vehicleId, rolloutId: opening.rolloutId });
    if (!(await countOffer(this.rows, opening, earlier === 0))) return undefined;
    const wireNumber = vehicle.lastWireNumber + 1;
    await this.rows.update(VehicleRow, { id: vehicle.id }, { lastWireNumber: wireNumber });
    const row = this.rows.create(AttemptRow, {
      id: this.ids.next('att'),
      vehicleId: opening.vehicleId,
      rolloutId: opening.rolloutId,
      releaseId: opening.releaseId,
      number: earlier + 1,
      wireNumber,
      epoch: opening.epoch,
      stageIndex: opening.stageIndex,
      planVersion: opening.planVersion,
      hardwareId: opening.hardwareId,
      facts: opening.facts,
      state: 'offered',
      offeredAt: dateOf(this.now),
      cancelPolls: 0,
      deliveredPackages: [],
      isInferred: false,
    });
    await this.rows.insert(AttemptRow, row as never);
    const { rolloutId, vehicleId, line } = opening;
    const { changedIn } = vehicle;
    await writeLaterLine(this.rows, { attemptId: row.id, rolloutId, vehicleId, changedIn, line }, this.now);
    return attemptOf(row);
  }

  /** The attempt under its lock, or undefined when the vehicle has no such number. */
  async lock(vehicleId: VehicleId, wireNumber: number): Promise<Attempt | undefined> {
    const row = await this.rows.findOne(AttemptRow, {
      where: { vehicleId, wireNumber },
      lock: { mode: 'pessimistic_write' },
    });
    return row ? attemptOf(row) : undefined;
  }

  /** The open attempt of a vehicle under its lock. */
  async lockOpen(vehicleId: VehicleId): Promise<Attempt | undefined> {
    const row = await this.rows.findOne(AttemptRow, {
      where: { vehicleId, closedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    return row ? attemptOf(row) : undefined;
  }

  /**
   * First fetch of the link: the attempt has started. False when its permission is gone in the same moment: memory may only
   * say no, so this is the keyed read that says yes.
   */
  async start(attemptId: AttemptId): Promise<boolean> {
    const [, changed] = await this.rows.query<[unknown, number]>(
      `UPDATE attempt a SET fetched_at = coalesce(a.fetched_at, $2) FROM rollout r
        WHERE a.id = $1 AND a.closed_at IS NULL AND a.cancel_told_at IS NULL AND ${STILL_PERMITTED}`,
      [attemptId, dateOf(this.now)],
    );
    return changed > 0;
  }

  /**
   * The last byte of a package may leave now. False: the permission is gone, and the byte must not. Delivered is all of the
   * vehicle's packages, so a pause that commits first leaves the vehicle with an incomplete one.
   */
  async deliver(attemptId: AttemptId, packageId: string, packagesInAll: number): Promise<boolean> {
    const [, changed] = await this.rows.query<[unknown, number]>(
      `UPDATE attempt a SET
              delivered_packages = CASE WHEN $2 = ANY(a.delivered_packages) THEN a.delivered_packages
                                        ELSE array_append(a.delivered_packages, $2) END,
              delivered_at = CASE WHEN a.delivered_at IS NULL
                                   AND cardinality(array_remove(a.delivered_packages, $2)) + 1 >= $3
                                  THEN $4 ELSE a.delivered_at END,
              state = CASE WHEN a.state IN ('offered', 'downloading', 'silent', 'stalled')
                            AND cardinality(array_remove(a.delivered_packages, $2)) + 1 >= $3
                           THEN 'downloaded' ELSE a.state END
         FROM rollout r
        WHERE a.id = $1 AND a.closed_at IS NULL AND a.cancel_told_at IS NULL AND ${STILL_PERMITTED}`,
      [attemptId, packageId, packagesInAll, dateOf(this.now)],
    );
    return changed > 0;
  }

  /** Remembers that we refused the artifact: a failure that follows is ours ("stopped by us"). */
  async refuseArtifact(attemptId: AttemptId): Promise<void> {
    await this.rows.query('UPDATE attempt SET refused_at = coalesce(refused_at, $2) WHERE id = $1', [
      attemptId,
      dateOf(this.now),
    ]);
  }

  async tellCancel(attempt: Attempt): Promise<void> {
    await this.rows.update(
      AttemptRow,
      { id: attempt.attemptId },
      { cancelToldAt: dateOf(attempt.cancelToldAt ?? this.now), cancelPolls: attempt.cancelPolls + 1 },
    );
  }

  /**
   * Stores a report once per key and returns the whole set. A retry changes nothing; other words under the same key are kept
   * beside the first: a vehicle may name the cause in any of its log reports.
   */
  async addReport(attemptId: AttemptId, report: Report, heardAt = this.now): Promise<readonly Report[]> {
    const { door, execution, finished, code, details } = report;
    await this.rows.query(
      `INSERT INTO report AS r (attempt_id, key, door, execution, finished, code, details, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
       ON CONFLICT (attempt_id, key) DO UPDATE SET details = r.details || (
         SELECT coalesce(jsonb_agg(line), '[]') FROM jsonb_array_elements(excluded.details) AS line
          WHERE NOT r.details @> jsonb_build_array(line))
        WHERE jsonb_array_length(r.details) < ${DETAIL_LINES_AT_MOST} AND NOT r.details @> excluded.details`,
      [
        attemptId,
        `${door}/${execution}/${finished}/${code ?? '-'}`,
        door,
        execution,
        finished,
        code ?? null,
        JSON.stringify(details),
        dateOf(heardAt),
      ],
    );
    return await this.reportsOf(attemptId);
  }

  async reportsOf(attemptId: AttemptId): Promise<readonly Report[]> {
    const all = await this.rows.findBy(ReportRow, { attemptId });
    return all.map((row) => ({
      door: row.door,
      execution: row.execution as Execution,
      finished: row.finished as Report['finished'],
      code: row.code ?? undefined,
      details: row.details,
    }));
  }

  /** What we did and saw of it; each may become true and never false again, whatever the state has become meanwhile. */
  async circumstancesOf(attemptId: AttemptId): Promise<Circumstances> {
    return circumstancesIn(await this.rows.findOneByOrFail(AttemptRow, { id: attemptId }));
  }

  /** The latest attempt of a vehicle under its lock, when it has installed. */
  async lockInstalled(vehicleId: VehicleId): Promise<Attempt | undefined> {
    const [row] = await this.rows.find(AttemptRow, {
      where: { vehicleId },
      order: { wireNumber: 'DESC' },
      take: 1,
      lock: { mode: 'pessimistic_write' },
    });
    return row?.state === 'installed' || row?.state === 'healthy' ? attemptOf(row) : undefined;
  }

  /** The vehicle told an older version than the one it had installed: what it is in from now on. */
  async wentBack({ attemptId }: Attempt): Promise<void> {
    await this.rows.update(AttemptRow, { id: attemptId }, { wentBackAt: dateOf(this.now) });
  }

  /** Remembers why it is ended; the first reason stays. */
  async endAs({ attemptId, endsAs }: Attempt, end: ChosenEnd): Promise<void> {
    if (endsAs === undefined) await this.rows.update(AttemptRow, { id: attemptId }, recordedEndOf(end));
  }

  /** Sets the state; an outcome closes the attempt and moves the tally once. */
  async settle(attempt: Attempt, state: AttemptState, isOutcome: boolean): Promise<void> {
    const closes = isOutcome && attempt.closedAt === undefined;
    await this.rows.update(
      AttemptRow,
      { id: attempt.attemptId },
      {
        ...recordedStateOf(state),
        ...(closes && { closedAt: dateOf(this.now), closedByUs: closedByUs(state) ?? null }),
        ...(state.kind === 'installed' && state.isInferred && { inferredAt: () => 'coalesce(inferred_at, now())' }),
      },
    );
    if (!closes) return;
    await this.rows.query(
      'UPDATE rollout_tally SET open = open - 1, outcomes = outcomes + $2 WHERE rollout_id = $1',
      // A link that went before it was fetched is no outcome: nothing was tried.
      [attempt.rolloutId, closedByUs(state) === 'never-begun' ? 0 : 1],
    );
  }
}

/** One report of swupdate has up to 48 lines; a vehicle that talks without end is not written down without end. */
const DETAIL_LINES_AT_MOST = 200;

const STILL_PERMITTED = `r.id = a.rollout_id AND r.state IN ('running', 'completed') AND a.epoch >= r.valid_from_epoch`;
