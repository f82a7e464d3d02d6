import type { Slice } from './slice-hold.js';
import type { VehicleFacts } from './vehicle-facts.js';

/**
 * The slices a vehicle is of, one a fact: hardware, the version it came from, model, year, market, each word of its equipment, each
 * thing it says of itself. Also of facts frozen in an attempt, with what was known then.
 */
export function slicesOf(vehicle: VehicleFacts): readonly Slice[] {
  const { hardwareId, software, model, modelYear, market, equipment, reported } = vehicle;
  return [
    { attribute: 'hardwareId', value: hardwareId },
    ...(software.kind === 'known' ? [{ attribute: 'softwareVersion', value: software.version }] : []),
    { attribute: 'model', value: model },
    { attribute: 'modelYear', value: String(modelYear) },
    { attribute: 'market', value: market },
    ...equipment.map((value) => ({ attribute: 'equipment', value })),
    ...Object.entries(reported).map(([name, value]) => ({ attribute: `reported.${name}`, value })),
  ];
}
