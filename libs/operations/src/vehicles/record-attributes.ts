import { Records, ReleaseRow, type Tx, VehicleRow } from '@tidings/records';
import { type Attempt, foldReports, inferInstalled, typedAttributes } from '@tidings/rollout-engine';
import {
  Clock,
  compareVersions,
  dateOf,
  DomainError,
  type Instant,
  keyOfVersion,
  type VehicleId,
} from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { CloseAttempt } from './close-attempt.js';
import { ecusIn } from './reported-ecus.js';

/** How a vehicle's attributes change: hawkBit's three modes. */
export type AttributeMode = 'merge' | 'replace' | 'remove';

/** More is refused, as in hawkBit. */
const ATTRIBUTES_AT_MOST = 100;

/** Keeps what a vehicle says of itself, apart from what the maker filed; hears from it which software it runs. */
@Injectable()
export class RecordAttributes {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
    private readonly close: CloseAttempt,
  ) {}

  /** Errors: 'too-many-attributes', 'not-found', 'database-away'. */
  async run(
    vehicleId: VehicleId,
    mode: AttributeMode,
    attributes: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.records.write(async (tx) => {
      // Attempt before vehicle, as everywhere: one order of locks.
      const attempt = await tx.attempts.lockOpen(vehicleId);
      const installed = attempt ? undefined : await tx.attempts.lockInstalled(vehicleId);
      const vehicle = await tx.vehicles.lock(vehicleId);
      if (!vehicle) throw new DomainError('not-found', { what: 'vehicle', id: vehicleId });
      const reported = merged(vehicle.reported, mode, attributes);
      const count = Object.keys(reported).length;
      if (count > ATTRIBUTES_AT_MOST) throw new DomainError('too-many-attributes', { count, most: ATTRIBUTES_AT_MOST });
      const reportedTimes = timesOf(reported, attributes, vehicle.reportedTimes, now);
      const typed = typedAttributes(
        await tx.attributes.types(),
        { texts: reported, times: reportedTimes },
        { texts: vehicle.owned, times: vehicle.ownedTimes },
      );
      await tx.rows.update(
        VehicleRow,
        { id: vehicleId },
        { reported, reportedTimes, attributes: typed, reportedAt: dateOf(now), wantsAttributes: false },
      );
      await tx.ecus.said(vehicleId, ecusIn(reported));
      const version = softwareVersionIn(reported);
      if (version === undefined) return;
      if (attempt) {
        const release = await tx.rows.findOneByOrFail(ReleaseRow, { id: attempt.releaseId });
        const inferred = inferInstalled(attempt, release.version, version);
        if (inferred) {
          await this.close.run(tx, attempt, inferred, release.version);
          return;
        }
      }
      if (installed) await noteGoingBack(tx, installed, version);
      const isNews =
        !vehicle.isSoftwareKnown ||
        vehicle.softwareVersion === null ||
        compareVersions(vehicle.softwareVersion, version) !== 0;
      if (isNews) await tx.vehicles.runs(vehicleId, version, { toldBy: 'vehicle', wantsAttributes: false });
    });
  }
}

/** A car that runs an older version than it has installed has gone back; what it says of itself is kept like any news. */
async function noteGoingBack(tx: Tx, attempt: Attempt, version: string): Promise<void> {
  const release = await tx.rows.findOneByOrFail(ReleaseRow, { id: attempt.releaseId });
  if (compareVersions(version, release.version) >= 0) return;
  await tx.attempts.wentBack(attempt);
  const { attemptId } = attempt;
  const reports = await tx.attempts.reportsOf(attemptId);
  await tx.attempts.settle(attempt, foldReports(await tx.attempts.circumstancesOf(attemptId), reports), true);
}

function merged(
  before: Readonly<Record<string, string>>,
  mode: AttributeMode,
  attributes: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const after = new Map(mode === 'replace' ? [] : Object.entries(before));
  for (const [key, value] of Object.entries(attributes)) {
    if (mode === 'remove' || value === null) after.delete(key);
    else after.set(key, value);
  }
  return Object.fromEntries(after);
}

/** What was said now has the time of now; what was kept, its own. */
function timesOf(
  reported: Readonly<Record<string, string>>,
  said: Readonly<Record<string, string | null>>,
  before: Readonly<Record<string, Instant>>,
  now: Instant,
): Record<string, Instant> {
  const names = Object.keys(reported);
  return Object.fromEntries(
    names.map((name) => [name, Object.hasOwn(said, name) ? now : Object.hasOwn(before, name) ? before[name]! : now]),
  );
}

/** A version that does not parse is a missing fact, never an error. */
function softwareVersionIn(reported: Readonly<Record<string, string>>): string | undefined {
  const text = reported['softwareVersion'];
  return text === undefined || keyOfVersion(text) === undefined ? undefined : text;
}
