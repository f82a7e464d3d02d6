import { isoOf } from '@tidings/vocabulary';
import type { VehicleFacts } from '../vehicle-facts.js';
import {
  type FilterField,
  isReported,
  type OrderedField,
  type OrderedValue,
  reportedName,
  type TextField,
} from './filter.js';
import { keyOfVersion } from './read-value.js';

/** The texts a text comparison looks at: one, or the words of a set. Undefined: the fact is missing. */
export function textsOf(vehicle: VehicleFacts, field: TextField): readonly string[] | undefined {
  if (field === 'equipment') return vehicle.equipment;
  if (!isReported(field)) return [vehicle[field]];
  const name = reportedName(field);
  // Own ones only: every object has a "constructor".
  return Object.hasOwn(vehicle.reported, name) ? [vehicle.reported[name]!] : undefined;
}

/** Undefined: the fact is missing; software that is not known, or whose version does not parse. */
export function orderedFactOf(vehicle: VehicleFacts, field: OrderedField): OrderedValue | undefined {
  switch (field) {
    case 'modelYear':
      return vehicle.modelYear;
    case 'registeredAt':
      return vehicle.memberSince;
    case 'softwareVersion':
      return vehicle.software.kind === 'known' ? keyOfVersion(vehicle.software.version) : undefined;
  }
}

/** 'equipment heat-pump, tow-bar', 'softwareVersion missing'. */
export const factText = (vehicle: VehicleFacts, field: FilterField): string => `${field} ${saidOf(vehicle, field)}`;

function saidOf(vehicle: VehicleFacts, field: FilterField): string {
  switch (field) {
    case 'modelYear':
      return String(vehicle.modelYear);
    case 'registeredAt':
      return isoOf(vehicle.memberSince);
    case 'softwareVersion':
      return vehicle.software.kind === 'known' ? vehicle.software.version : 'missing';
    default: {
      const texts = textsOf(vehicle, field);
      if (texts === undefined) return 'missing';
      return texts.length === 0 ? 'none' : texts.join(', ');
    }
  }
}
