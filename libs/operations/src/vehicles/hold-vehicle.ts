import { Records, VehicleHoldRow } from '@tidings/records';
import { type Actor, Clock, dateOf, type Instant, type VehicleId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { vehicleCalled } from './vehicle-called.js';

interface Hold {
  readonly why: string;
  readonly by: string;
  readonly at: Instant;
}

/** Nothing begins or goes on in this vehicle until a person lifts the hold; what it has completely, it may finish. */
@Injectable()
export class HoldVehicle {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Holding again gives the new reason. Errors: 'not-found'. */
  async run(actor: Actor, controllerId: string, why: string): Promise<Hold> {
    const at = this.clock.now();
    await this.records.write(async (tx) => {
      const vehicle = await vehicleCalled(tx, controllerId);
      const hold = { vehicleId: vehicle.id, why, heldBy: actor.person, heldAt: dateOf(at) };
      await tx.rows.upsert(VehicleHoldRow, hold, ['vehicleId']);
      await tx.vehicles.touch(vehicle.id as VehicleId);
      await tx.journal.append({ actor, act: 'vehicle-held', subject: vehicle.id, facts: { why } });
      tx.nudges.look('vehicles');
    });
    return { why, by: actor.person, at };
  }
}
