import type { Slice } from './slice-hold.js';
import type { VehicleFacts } from '../offers/vehicle-facts.js';

/**
 * The slices a vehicle is of, one a fact, named as filters name it: hardware, the version it comes from, model, year, market, equipment,
 * tags, declared attributes, hardware, version and supplier part of its other ECUs, what it says of itself. Of facts frozen in an attempt, what was
 * known then.
 */
export function slicesOf(vehicle: Partial<VehicleFacts>): readonly Slice[] {
  const { software, equipment = [], tags = [], attributes = {}, ecus = {}, reported = {} } = vehicle;
  return [
    ...PLAIN.map((attribute) => ({ attribute, value: vehicle[attribute] })),
    { attribute: 'softwareVersion', value: software?.kind === 'known' ? software.version : undefined },
    ...equipment.map((value) => ({ attribute: 'equipment', value })),
    ...tags.map((value) => ({ attribute: 'tag', value })),
    ...Object.entries(attributes).map(([name, { text }]) => ({ attribute: `attr.${name}`, value: text })),
    ...Object.entries(ecus).flatMap(([name, ecu]) => [
      { attribute: `ecu.${name}.hardware`, value: ecu.hardwareId },
      { attribute: `ecu.${name}.part`, value: ecu.part },
      { attribute: `ecu.${name}.version`, value: ecu.software.kind === 'known' ? ecu.software.version : undefined },
    ]),
    ...Object.entries(reported).map(([name, value]) => ({ attribute: `reported.${name}`, value })),
  ].flatMap(({ attribute, value }) => (value === undefined ? [] : [{ attribute, value: String(value) }]));
}

const PLAIN = ['hardwareId', 'model', 'modelYear', 'market'] as const;
