import { ReadPool } from '@tidings/postgres';
import { goesOn } from '@tidings/rollout-engine';
import type { VehicleId } from '@tidings/vocabulary';
import { type DeploymentPackage, deploymentPackages } from '@tidings/views';
import { Injectable } from '@nestjs/common';
import { DecideForVehicle } from './decide-for-vehicle.js';

/** What a vehicle may know of the files of its present attempt. Knowing permits nothing: bytes are OpenArtifact's. */
@Injectable()
export class ListArtifacts {
  constructor(
    private readonly decide: DecideForVehicle,
    private readonly pool: ReadPool,
  ) {}

  /** The packages of this number; none when the attempt does not contain it, was never fetched, or is being cancelled. */
  async run(vehicleId: VehicleId, packageWireNumber: number): Promise<readonly DeploymentPackage[]> {
    const { decision, facts } = await this.decide.run(vehicleId);
    const isReadable = goesOn(decision) || (decision.kind === 'stop' && decision.manner === 'let-finish');
    if (!isReadable || decision.attempt.fetchedAt === undefined) return [];
    const packages = await deploymentPackages(this.pool, decision.attempt.releaseId, facts.vehicle.hardwareId);
    return packages.filter(({ wireNumber }) => wireNumber === packageWireNumber);
  }
}
