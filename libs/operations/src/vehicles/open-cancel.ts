import type { VehicleId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { DecideForVehicle } from './decide-for-vehicle.js';

/** The vehicle asks about a cancel that its poll showed. Reads only: told is told, and acknowledging is a report. */
@Injectable()
export class OpenCancel {
  constructor(private readonly decide: DecideForVehicle) {}

  /** False: this attempt is not this vehicle's, closed, or was never told to stop. Errors: as DecideForVehicle. */
  async run(vehicleId: VehicleId, wireNumber: number): Promise<boolean> {
    const { decision } = await this.decide.run(vehicleId);
    if (decision.kind !== 'stop' || decision.manner !== 'cancel') return false;
    return decision.attempt.wireNumber === wireNumber && decision.attempt.cancelToldAt !== undefined;
  }
}
