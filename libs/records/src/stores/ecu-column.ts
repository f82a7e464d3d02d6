import { instantOf, keyOfVersion } from '@tidings/vocabulary';
import type { EcuRow } from '../rows/ecu-row.js';
import type { EcuColumn } from '../rows/vehicle-row.js';

/** The rows of a vehicle's ECUs as its own row carries them. */
export const ecusColumn = (ecus: readonly EcuRow[]): Record<string, EcuColumn> =>
  Object.fromEntries(ecus.map((ecu) => [ecu.name, ecuColumn(ecu)]));

function ecuColumn({ hardwareId, filedHardwareId, part, version, isKnown, since }: EcuRow): EcuColumn {
  const versionKey = isKnown && version !== null ? keyOfVersion(version) : undefined;
  return {
    hardwareId,
    ...(part !== null && { part }),
    ...(isKnown && version !== null && { version }),
    ...(versionKey !== undefined && { versionKey }),
    since: instantOf(since),
    ...(filedHardwareId !== null && filedHardwareId !== hardwareId && { makerSays: filedHardwareId }),
  };
}
