import { DecisionSnapshot } from '@tidings/decision-snapshot';
import { Records } from '@tidings/records';
import { ReadPool } from '@tidings/postgres';
import { goesOn } from '@tidings/rollout-engine';
import type { VehicleId } from '@tidings/vocabulary';
import { type DeploymentPackage, deploymentPackages } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { DecideForVehicle } from './decide-for-vehicle.js';

/** What a vehicle is to install, in our words. */
export interface Deployment {
  readonly wireNumber: number;
  readonly packages: readonly DeploymentPackage[];
}

/** The vehicle fetches the link: from here on it has *started*. */
@Injectable()
export class OpenDeployment {
  constructor(
    private readonly decide: DecideForVehicle,
    private readonly records: Records,
    private readonly pool: ReadPool,
    private readonly snapshot: DecisionSnapshot,
  ) {}

  /** Undefined: not this vehicle's, closed, taken back, or being cancelled. */
  async run(vehicleId: VehicleId, wireNumber: number): Promise<Deployment | undefined> {
    const { decision, facts } = await this.decide.run(vehicleId);
    const isKept = goesOn(decision);
    // Completely delivered: the link stays readable so that the verdict can arrive (rollouts.md, "Stopping", c).
    const isFinishing = decision.kind === 'stop' && decision.manner === 'let-finish';
    if (!isKept && !isFinishing) return undefined;
    const { attempt } = decision;
    if (attempt.wireNumber !== wireNumber) return undefined;
    if (isKept && !(await this.records.write((tx) => tx.attempts.start(attempt.attemptId)))) return undefined;
    const packages = await deploymentPackages(this.pool, attempt.releaseId, facts.vehicle.hardwareId);
    // Given while the database was asked: the last word is memory's, and it says no.
    if (isKept && this.snapshot.stopAll.order) return undefined;
    return { wireNumber, packages };
  }
}
