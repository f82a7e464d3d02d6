import { keyOfVersion } from '@tidings/vocabulary';
import { momentOf } from '../filter/read-value.js';
import type { AttributeType, AttributeValue } from './attribute-fact.js';

/** A text as its declared type compares it; undefined when it does not parse: a missing fact, never an error. */
export function readAttribute(type: AttributeType, text: string): AttributeValue | undefined {
  switch (type) {
    case 'text':
      return text;
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'decimal':
      return decimalOf(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'version':
      return keyOfVersion(text);
    case 'instant':
      return momentOf(text);
  }
}

// At most 15 significant digits: as many as a double keeps (IEEE 754), so that memory and PostgreSQL's numeric agree on order and equality.
function decimalOf(text: string): number | undefined {
  if (!/^-?\d{1,15}(\.\d{1,14})?$/.test(text)) return undefined;
  return text.replace(/\D/g, '').length <= 15 ? Number(text) : undefined;
}
