import { isDeepStrictEqual } from 'node:util';
import { ecusColumn, type FiledColumns, type NewVehicle, type VehicleOnFile } from '@tidings/records';
import { type AttributeTypes, typedAttributes } from '@tidings/rollout-engine';
import { type Instant, keyOfVersion } from '@tidings/vocabulary';
import { type FiledEcus, filedEcus } from './filed-ecus.js';
import type { VehicleLine } from './vehicle-line.js';

/** What a line does to a vehicle. */
export type Filing =
  | { readonly kind: 'refused'; readonly field: string; readonly why: string }
  | { readonly kind: 'unchanged' }
  | ({ readonly kind: 'new'; readonly row: NewVehicle } & Ecus)
  | ({ readonly kind: 'changed'; readonly row: FiledColumns } & Ecus);

type Ecus = Pick<FiledEcus, 'saved' | 'removed'>;

export interface FilingGround {
  readonly types: AttributeTypes;
  readonly now: Instant;
  /** For a vehicle that is not on file. */
  readonly nextId: () => string;
}

/** Compares a line with what is on file. Filing the same again changes nothing. */
export function filingOf(line: VehicleLine, before: VehicleOnFile | undefined, ground: FilingGround): Filing {
  const missing = before ? undefined : missingField(line);
  if (missing !== undefined)
    return { kind: 'refused', field: missing, why: 'is missing, and a vehicle that is not on file yet needs it' };
  const id = before?.id ?? ground.nextId();
  const reported = before?.reported ?? {};
  const ecus = filedEcus(id, line.ecus ?? {}, before?.ecuRows ?? [], reported, ground.now);
  if ('refused' in ecus) return { kind: 'refused', field: 'ecus', why: ecus.refused };
  const { owned, ownedTimes } = ownedAfter(line, before, ground.now);
  const row: FiledColumns = {
    id,
    controllerId: line.controllerId,
    tokenDigest: line.tokenDigest ?? before?.tokenDigest ?? line.tokenDigestIfNew!,
    standing: line.standing ?? before?.standing ?? 'active',
    model: line.model ?? before!.model,
    modelYear: line.modelYear ?? before!.modelYear,
    market: line.market ?? before!.market,
    timeZone: line.timeZone ?? before!.timeZone,
    hardwareId: line.hardwareId ?? before!.hardwareId,
    equipment: line.equipment ?? before?.equipment ?? [],
    tags: line.tags ?? before?.tags ?? [],
    owned,
    ownedTimes,
    attributes:
      before?.owned === owned
        ? before.attributes
        : typedAttributes(
            ground.types,
            { texts: reported, times: before?.reportedTimes ?? {} },
            { texts: owned, times: ownedTimes },
          ),
    ecus: before && !ecus.isChanged ? before.ecus : ecusColumn(ecus.rows),
  };
  const { saved, removed } = ecus;
  if (!before) return { kind: 'new', row: Object.assign(row, softwareOf(line)), saved, removed };
  return isSame(row, before) && !ecus.isChanged ? { kind: 'unchanged' } : { kind: 'changed', row, saved, removed };
}

const NEEDED = ['model', 'modelYear', 'market', 'timeZone', 'hardwareId'] as const;

const missingField = (line: VehicleLine): string | undefined =>
  NEEDED.find((field) => line[field] === undefined) ??
  ((line.tokenDigest ?? line.tokenDigestIfNew) === undefined ? 'tokenDigest' : undefined);

const softwareOf = ({ softwareVersion: version }: VehicleLine): Pick<NewVehicle, `softwareVersion${'' | 'Key'}`> => ({
  softwareVersion: version ?? null,
  softwareVersionKey: version === undefined ? null : keyOfVersion(version)!,
});

/** The same object while nothing of it changes. */
function ownedAfter(
  { attributes }: VehicleLine,
  before: VehicleOnFile | undefined,
  now: Instant,
): Pick<FiledColumns, 'owned' | 'ownedTimes'> {
  const { owned, ownedTimes } = before ?? NOTHING_OWNED;
  const told = Object.entries(attributes ?? {}).filter(
    ([name, text]) => (Object.hasOwn(owned, name) ? owned[name] : null) !== text,
  );
  if (told.length === 0) return { owned, ownedTimes };
  const texts = new Map(Object.entries(owned));
  const times = new Map(Object.entries(ownedTimes));
  for (const [name, text] of told) {
    if (text === null) {
      texts.delete(name);
      times.delete(name);
    } else {
      texts.set(name, text);
      times.set(name, now);
    }
  }
  return { owned: Object.fromEntries(texts), ownedTimes: Object.fromEntries(times) };
}

const NOTHING_OWNED: Pick<FiledColumns, 'owned' | 'ownedTimes'> = { owned: {}, ownedTimes: {} };

const PLAIN = ['tokenDigest', 'standing', 'model', 'modelYear', 'market', 'timeZone', 'hardwareId'] as const;

const isSame = (row: FiledColumns, before: VehicleOnFile): boolean =>
  PLAIN.every((column) => row[column] === before[column]) &&
  row.owned === before.owned &&
  isDeepStrictEqual(row.equipment, before.equipment) &&
  isDeepStrictEqual(row.tags, before.tags);
