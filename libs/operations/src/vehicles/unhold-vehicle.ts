import { Records, VehicleHoldRow } from '@tidings/records';
import type { Actor, VehicleId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { vehicleCalled } from './vehicle-called.js';

/** Lifts a person's hold on a vehicle; doing it again is harmless. */
@Injectable()
export class UnholdVehicle {
  constructor(private readonly records: Records) {}

  /** Errors: 'not-found' (no such vehicle). */
  async run(actor: Actor, controllerId: string, why: string): Promise<void> {
    await this.records.write(async (tx) => {
      const { id } = await vehicleCalled(tx, controllerId);
      const { affected } = await tx.rows.delete(VehicleHoldRow, { vehicleId: id });
      if (affected === 0) return;
      await tx.vehicles.touch(id as VehicleId);
      await tx.journal.append({ actor, act: 'vehicle-hold-lifted', subject: id, facts: { why } });
      tx.nudges.look('vehicles');
    });
  }
}
