import { isoOf, keyOfVersion } from '@tidings/vocabulary';
import type { AttributeFact } from '../attributes/attribute-fact.js';
import type { EcuFacts, VehicleFacts } from '../offers/vehicle-facts.js';
import {
  type AttributeField,
  attributeName,
  ecuName,
  type FilterField,
  isAttribute,
  isEcuText,
  isEcuVersion,
  isReported,
  type OrderedField,
  type OrderedValue,
  reportedName,
  type TextField,
} from './filter.js';

/** The texts a text comparison looks at: one, or the words of a set. Undefined: the fact is missing. */
export function textsOf(vehicle: VehicleFacts, field: TextField): readonly string[] | undefined {
  if (field === 'equipment') return vehicle.equipment;
  if (field === 'tag') return vehicle.tags;
  if (isReported(field)) return listOf(own(vehicle.reported, reportedName(field)));
  if (!isEcuText(field)) return [vehicle[field]];
  const ecu = own(vehicle.ecus, ecuName(field));
  return listOf(field.endsWith('.part') ? ecu?.part : ecu?.hardwareId);
}

/** Undefined: the fact is missing; software that is not known, or whose version does not parse. */
export function orderedFactOf(vehicle: VehicleFacts, field: OrderedField): OrderedValue | undefined {
  switch (field) {
    case 'modelYear':
      return vehicle.modelYear;
    case 'registeredAt':
      return vehicle.memberSince;
    default: {
      const version = versionOf(softwareOf(vehicle, field));
      return version === undefined ? undefined : keyOfVersion(version);
    }
  }
}

/** Undefined: it is not there, or does not parse by its declared type. */
export const attributeOf = (vehicle: VehicleFacts, field: AttributeField): AttributeFact | undefined =>
  own(vehicle.attributes, attributeName(field));

/** 'equipment heat-pump, tow-bar', 'softwareVersion missing'. */
export const factText = (vehicle: VehicleFacts, field: FilterField): string => `${field} ${saidOf(vehicle, field)}`;

function saidOf(vehicle: VehicleFacts, field: FilterField): string {
  if (field === 'modelYear') return String(vehicle.modelYear);
  if (field === 'registeredAt') return isoOf(vehicle.memberSince);
  if (field === 'softwareVersion' || isEcuVersion(field)) return versionOf(softwareOf(vehicle, field)) ?? 'missing';
  if (isAttribute(field)) return attributeOf(vehicle, field)?.text ?? 'missing';
  const texts = textsOf(vehicle, field);
  if (texts === undefined) return 'missing';
  return texts.length === 0 ? 'none' : texts.join(', ');
}

type Software = EcuFacts['software'];

const softwareOf = (vehicle: VehicleFacts, field: Exclude<OrderedField, 'modelYear' | 'registeredAt'>) =>
  field === 'softwareVersion' ? vehicle.software : own(vehicle.ecus, ecuName(field))?.software;

const versionOf = (software: Software | undefined): string | undefined =>
  software?.kind === 'known' ? software.version : undefined;

const listOf = (text: string | undefined): readonly string[] | undefined => (text === undefined ? undefined : [text]);

// Own ones only: every object has a "constructor".
const own = <T>(map: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined;
