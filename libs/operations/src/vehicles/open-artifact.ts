import { Readable } from 'node:stream';
import { ArtifactStore } from '@tidings/artifact-store';
import { DecisionSnapshot } from '@tidings/decision-snapshot';
import { Records } from '@tidings/records';
import { ReadPool } from '@tidings/postgres';
import { type Attempt, goesOn } from '@tidings/rollout-engine';
import { before, Clock, DomainError, seconds, type VehicleId } from '@tidings/vocabulary';
import { type DeploymentPackage, deploymentPackages } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { DecideForVehicle } from './decide-for-vehicle.js';

/**
 * How long bytes of a download under way go on after a stop. swupdate looks at its poll while it downloads, but only when bytes arrive: it hears the
 * cancel, stops by itself and acknowledges; cut at once it resumes, is refused and tells its owner of a failure. A busy vehicle polls once a minute.
 */
const HEARS_WITHIN = seconds(90);

/** An artifact a vehicle may read, and the bytes behind it. */
export interface ReadableArtifact {
  readonly package: DeploymentPackage;
  /** `start` and `end` inclusive. */
  read(range: { readonly start: number; readonly end: number }): Promise<Readable>;
}

/** Checks the right to read and hands out bytes. The last byte leaves only with a permission read in that moment. */
@Injectable()
export class OpenArtifact {
  constructor(
    private readonly decide: DecideForVehicle,
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly store: ArtifactStore,
    private readonly snapshot: DecisionSnapshot,
    private readonly clock: Clock,
  ) {}

  /** Undefined: nothing of that name is this vehicle's now. */
  async run(vehicleId: VehicleId, packageWireNumber: number, fileName: string): Promise<ReadableArtifact | undefined> {
    const { decision, facts } = await this.decide.run(vehicleId);
    if (decision.kind === 'stop')
      await this.records.write((tx) => tx.attempts.refuseArtifact(decision.attempt.attemptId));
    if (!goesOn(decision) || decision.attempt.fetchedAt === undefined) return undefined;
    const { attempt } = decision;
    const packages = await deploymentPackages(this.pool, attempt.releaseId, facts.vehicle.hardwareId);
    const wanted = packages.find((one) => one.wireNumber === packageWireNumber && one.fileName === fileName);
    if (!wanted) return undefined;
    return {
      package: wanted,
      read: async (range) => {
        const bytes = await this.store.read(wanted.sha256, range);
        if (range.end < wanted.size - 1) return bytes;
        return Readable.from(this.withGuardedEnd(bytes, attempt, wanted, packages.length), { objectMode: false });
      },
    };
  }

  /**
   * Holds the last chunk back until the database has said yes and has noted the delivery. So "completely delivered" is
   * never a guess: a pause that commits first leaves the car with an incomplete file, and a car with a complete one is listed.
   */
  private async *withGuardedEnd(
    bytes: Readable,
    attempt: Attempt,
    { packageId }: DeploymentPackage,
    packagesInAll: number,
  ): AsyncGenerator<Buffer> {
    let held: Buffer | undefined;
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      if (held) yield held;
      held = chunk;
      if (this.hasHadTimeToHear(attempt)) throw await this.refused(attempt);
    }
    const isPermitted =
      this.snapshot.stopAll.order === undefined &&
      (await this.records.write((tx) => tx.attempts.deliver(attempt.attemptId, packageId, packagesInAll)));
    if (!isPermitted) throw await this.refused(attempt);
    if (held) yield held;
  }

  private hasHadTimeToHear({ rolloutId, epoch }: Attempt): boolean {
    const stoppedAt = this.snapshot.takenBackSince(rolloutId, epoch);
    return stoppedAt !== undefined && stoppedAt < before(this.clock.now(), HEARS_WITHIN);
  }

  private async refused(attempt: Attempt): Promise<DomainError> {
    await this.records.write((tx) => tx.attempts.refuseArtifact(attempt.attemptId));
    return new DomainError('download-taken-back', { attempt: attempt.attemptId });
  }
}
