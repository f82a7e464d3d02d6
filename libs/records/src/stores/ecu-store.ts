import { dateOf, type Instant, type VehicleId } from '@tidings/vocabulary';
import type { EntityManager } from 'typeorm';
import { EcuRow } from '../rows/ecu-row.js';
import { VehicleRow } from '../rows/vehicle-row.js';
import { ecusColumn } from './ecu-column.js';

/** What a vehicle says of one of its ECUs; absent: it says nothing of that. */
export interface SaidEcu {
  readonly name: string;
  readonly hardwareId?: string;
  readonly part?: string;
  readonly serial?: string;
  /** One that parses. */
  readonly version?: string;
}

/** The ECUs of a vehicle besides the one that takes the update. Written under the lock of the vehicle's row, which carries them for filters. */
export class EcuStore {
  constructor(
    private readonly rows: EntityManager,
    private readonly now: Instant,
  ) {}

  /** What it says counts. An ECU it names for the first time needs its hardware to be one. */
  async said(vehicleId: VehicleId, told: readonly SaidEcu[]): Promise<void> {
    if (told.length === 0) return;
    const before = await this.rows.findBy(EcuRow, { vehicleId });
    const after = new Map(before.map((ecu) => [ecu.name, ecu]));
    for (const one of told) {
      const ecu = this.after(vehicleId, after.get(one.name), one);
      if (ecu) after.set(one.name, ecu);
    }
    const changed = [...after.values()].filter((ecu) => !before.includes(ecu));
    if (changed.length === 0) return;
    await this.rows.save(EcuRow, changed);
    await this.rows.update(VehicleRow, { id: vehicleId }, { ecus: ecusColumn([...after.values()]) });
  }

  private after(vehicleId: VehicleId, before: EcuRow | undefined, told: SaidEcu): EcuRow | undefined {
    const hardwareId = told.hardwareId ?? before?.hardwareId;
    if (hardwareId === undefined) return undefined;
    const isReplaced = before !== undefined && before.hardwareId !== hardwareId;
    const isNews = told.version !== undefined && (!before?.isKnown || before.version !== told.version);
    const part = told.part ?? before?.part ?? null;
    const serial = told.serial ?? before?.serial ?? null;
    if (before && !isReplaced && !isNews && part === before.part && serial === before.serial) return before;
    const ecu = this.rows.create(EcuRow, { vehicleId, name: told.name, hardwareId, part, serial });
    ecu.filedHardwareId = before?.filedHardwareId ?? null;
    if (before && !isReplaced && !isNews) {
      const { version, isKnown, since, toldBy, attemptId } = before;
      return Object.assign(ecu, { version, isKnown, since, toldBy, attemptId });
    }
    return Object.assign(ecu, {
      version: told.version ?? null,
      isKnown: told.version !== undefined,
      since: dateOf(this.now),
      toldBy: 'vehicle',
      attemptId: null,
    });
  }
}
