import { keyOfVersion } from '@tidings/vocabulary';
import { FILTER_FIELDS, type OrderedField, type OrderedValue } from './filter.js';

export type OrderedType = (typeof FILTER_FIELDS)['modelYear' | 'softwareVersion' | 'registeredAt'];

export const orderedTypeOf = (field: OrderedField): OrderedType =>
  field === 'modelYear' || field === 'registeredAt' ? FILTER_FIELDS[field] : 'version';

/** A value as its type is compared; undefined when it does not parse: an error in a filter, a missing fact in a vehicle. */
export function readValue(type: OrderedType, text: string): OrderedValue | undefined {
  switch (type) {
    case 'whole number':
      // Nine digits fit PostgreSQL's int.
      return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
    case 'version':
      return keyOfVersion(text);
    case 'instant':
      return momentOf(text);
  }
}

/** A day (its first moment in UTC) or an RFC 3339 date-time with its offset. */
export function momentOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined;
  const day = text.slice(0, 10);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // 31 February rolls over to March instead of failing.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}
