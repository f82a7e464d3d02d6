import { Readable } from 'node:stream';
import { ArtifactStore, checkSize } from '@tidings/artifact-store';
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

/** An artifact a vehicle may read, and the ways to its bytes. Each ends in 'download-taken-back' when the permission is gone. */
export interface ReadableArtifact {
  readonly package: DeploymentPackage;
  /** `start` and `end` inclusive. */
  read(range: { readonly start: number; readonly end: number }): Promise<Readable>;
  /** Where the store gives them out itself; undefined: it does not. Whoever was given it counts as having everything (docs/decisions/0008). */
  link(): Promise<string | undefined>;
  /** The vehicle says it has them: it counts as having them. */
  held(): Promise<void>;
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
    const deliver = async (): Promise<void> => {
      if (!(await this.isDelivered(attempt, wanted, packages.length))) throw await this.refused(attempt);
    };
    return {
      package: wanted,
      read: async (range) => {
        const bytes = await this.store.read(wanted.sha256, range, wanted);
        if (range.end < wanted.size - 1) return bytes;
        return Readable.from(this.withGuardedEnd(bytes, attempt, deliver), { objectMode: false });
      },
      link: async () => {
        const { sha256, fileName } = wanted;
        const link = await this.store.linkTo(sha256, fileName, wanted);
        if (link === undefined) return undefined;
        await this.checkStored(wanted);
        await deliver();
        return link;
      },
      held: deliver,
    };
  }

  /**
   * Holds the last chunk back until the database has said yes and has noted the delivery. So "completely delivered" is
   * never a guess: a pause that commits first leaves the car with an incomplete file, and a car with a complete one is listed.
   */
  private async *withGuardedEnd(
    bytes: Readable,
    attempt: Attempt,
    deliver: () => Promise<void>,
  ): AsyncGenerator<Buffer> {
    let held: Buffer | undefined;
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      if (held) yield held;
      held = chunk;
      if (this.hasHadTimeToHear(attempt)) throw await this.refused(attempt);
    }
    await deliver();
    if (held) yield held;
  }

  /** One statement: the permission stands, and the package is noted as delivered. Memory may say no before. */
  private async isDelivered(
    { attemptId }: Attempt,
    { packageId }: DeploymentPackage,
    packagesInAll: number,
  ): Promise<boolean> {
    if (this.snapshot.stopAll.order !== undefined) return false;
    return await this.records.write((tx) => tx.attempts.deliver(attemptId, packageId, packagesInAll));
  }

  /** We do not see what leaves elsewhere: so that it is there, and whole, is asked before anybody is sent to it. */
  private async checkStored(filed: DeploymentPackage): Promise<void> {
    const { sha256, size } = filed;
    const stored = await this.store.stat(sha256, filed);
    if (!stored) throw new DomainError('artifact-missing', { sha256 });
    checkSize(sha256, size, stored.size);
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
