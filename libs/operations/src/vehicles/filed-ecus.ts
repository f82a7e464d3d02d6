import type { EcuRow } from '@tidings/records';
import { dateOf, type Instant } from '@tidings/vocabulary';
import type { EcuLine, VehicleLine } from './vehicle-line.js';

export interface FiledEcus {
  /** All there are afterwards. */
  readonly rows: readonly EcuRow[];
  /** Those that are new or different. */
  readonly saved: readonly EcuRow[];
  readonly removed: readonly EcuRow[];
  readonly isChanged: boolean;
}

/** What a maker says of a vehicle's ECUs. The hardware the vehicle itself reports counts before what is filed, which is kept beside it. */
export function filedEcus(
  vehicleId: string,
  lines: NonNullable<VehicleLine['ecus']>,
  before: readonly EcuRow[],
  reported: Readonly<Record<string, string>>,
  now: Instant,
): FiledEcus | { readonly refused: string } {
  const after = new Map(before.map((ecu) => [ecu.name, ecu]));
  const saved: EcuRow[] = [];
  const removed: EcuRow[] = [];
  for (const [name, line] of Object.entries(lines)) {
    const known = after.get(name);
    if (line === null) {
      if (known) removed.push(known);
      after.delete(name);
      continue;
    }
    if (!known && line.hardwareId === undefined)
      return { refused: `name ${name} without its hardware, and an ECU that is not on file yet needs it` };
    const said = reported[`ecu.${name}.hardware`];
    const ecu = known ? changedEcu(known, line, said, now) : newEcu(vehicleId, name, line, said, now);
    if (ecu === known) continue;
    after.set(name, ecu);
    saved.push(ecu);
  }
  return { rows: [...after.values()], saved, removed, isChanged: saved.length + removed.length > 0 };
}

const newEcu = (vehicleId: string, name: string, line: EcuLine, said: string | undefined, now: Instant): EcuRow => ({
  vehicleId,
  name,
  hardwareId: said ?? line.hardwareId!,
  filedHardwareId: line.hardwareId!,
  part: line.part ?? null,
  serial: line.serial ?? null,
  ...telling(line.version, now),
});

/** The same row while nothing of it changes. What it runs is the maker's word only while nobody else has told, and after a replacement. */
function changedEcu(known: EcuRow, line: EcuLine, said: string | undefined, now: Instant): EcuRow {
  // An export names the hardware of an ECU that only the vehicle has named; filing that again says nothing new.
  const isNewFiling = line.hardwareId !== undefined && line.hardwareId !== (known.filedHardwareId ?? known.hardwareId);
  const filedHardwareId = isNewFiling ? line.hardwareId : known.filedHardwareId;
  const hardwareId = said ?? filedHardwareId ?? known.hardwareId;
  const isReplaced = hardwareId !== known.hardwareId;
  const isFirstTold = !known.isKnown && known.toldBy === null && line.version !== undefined;
  const [part, serial] = [line.part ?? known.part, line.serial ?? known.serial];
  if (!isNewFiling && !isReplaced && !isFirstTold && part === known.part && serial === known.serial) return known;
  return {
    ...{ vehicleId: known.vehicleId, name: known.name, hardwareId, filedHardwareId, part, serial },
    ...(isReplaced || isFirstTold
      ? telling(line.version, now)
      : {
          version: known.version,
          isKnown: known.isKnown,
          since: known.since,
          toldBy: known.toldBy,
          attemptId: known.attemptId,
        }),
  };
}

type Telling = Pick<EcuRow, 'version' | 'isKnown' | 'since' | 'toldBy' | 'attemptId'>;

const telling = (version: string | undefined, now: Instant): Telling => ({
  version: version ?? null,
  isKnown: version !== undefined,
  since: dateOf(now),
  toldBy: version === undefined ? null : 'maker',
  attemptId: null,
});
