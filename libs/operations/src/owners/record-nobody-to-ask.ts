import { NobodyToAskRow, Records } from '@tidings/records';
import { type Actor, Clock, dateOf, type VehicleId } from '@tidings/vocabulary';
import { Injectable } from '@nestjs/common';
import { vehicleCalled } from '../vehicles/vehicle-called.js';

/** Keeps that a vehicle has no account and no screen, so that it is listed and not waited for. A decision of its owner ends it. */
@Injectable()
export class RecordNobodyToAsk {
  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  /** Doing it again is harmless. Errors: 'not-found'. */
  async run(actor: Actor, controllerId: string): Promise<void> {
    await this.records.write(async (tx) => {
      const { id } = await vehicleCalled(tx, controllerId);
      if (await tx.rows.existsBy(NobodyToAskRow, { vehicleId: id })) return;
      const recordedAt = dateOf(this.clock.now());
      await tx.rows.insert(NobodyToAskRow, { vehicleId: id, recordedBy: actor.person, recordedAt });
      await tx.vehicles.touch(id as VehicleId);
      await tx.journal.append({ actor, act: 'nobody-to-ask', subject: id, facts: {} });
      tx.nudges.look('vehicles');
    });
  }
}
